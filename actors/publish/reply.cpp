// SPDX-License-Identifier: Apache-2.0
#include "publish/reply.hpp"

#include "job/field_check.hpp"
#include "publish/reply_record.hpp"

#include <algorithm>
#include <utility>

namespace cordon::publish {

namespace {

/// No result is cut below that.
constexpr size_t smallest_result_bytes = 1024;

// A key or headers larger than these give way where cutting the result does not help.
constexpr size_t large_key_bytes = 1024;
constexpr size_t large_headers_bytes = 4096;

size_t total_size(const job::record_headers& headers) {
  size_t size = 0;
  for (const auto& header : headers)
    size += header.name.size() + (header.value ? header.value->size() : 0);
  return size;
}

bool has_large_key(const job::request& request) {
  return request.record && request.record->key && request.record->key->size() > large_key_bytes;
}

bool has_large_headers(const job::request& request) {
  return total_size(request.echoed) > large_headers_bytes;
}

std::string address_of(const job::request& request, const std::string& default_topic) {
  auto text = job::in_quotes(request.reply_topic.empty() ? default_topic : request.reply_topic);
  if (request.reply_partition)
    text += ", partition " + std::to_string(*request.reply_partition) + ',';
  return text;
}

} // namespace

reply::reply(job::request_ptr request, std::string job_id, std::string json,
             std::string default_topic, std::string group)
    : request_(std::move(request)), job_id_(std::move(job_id)), json_(std::move(json)),
      default_topic_(std::move(default_topic)), group_(std::move(group)) {}

kafka::outgoing_record reply::make() {
  auto record = reply_record(*request_, job_id_, text_ ? text_->json() : json_, group_);
  if (was_refused_)
    record.partition.reset();
  if (was_refused_ || record.topic.empty())
    record.topic = default_topic_;
  if (is_stripped_)
    strip_key_and_headers(record);
  return record;
}

bool reply::adapt(const kafka::delivery& refused) {
  if (refused.refusal == kafka::refusal::too_large && shrink())
    return true;
  if (is_at_default())
    return false;
  was_refused_ = true;
  text().mark("reply_to",
              address_of(*request_, default_topic_) + " did not take it: " + refused.why);
  return true;
}

result_text& reply::text() {
  if (!text_)
    text_.emplace(json_);
  return *text_;
}

bool reply::is_at_default() const {
  const bool asked_for_it =
      request_->reply_topic.empty() || request_->reply_topic == default_topic_;
  return was_refused_ || (asked_for_it && !request_->reply_partition);
}

bool reply::shrink() {
  const auto size = text().size();
  text().fit(std::max(smallest_result_bytes, size / 2));
  if (text().size() < size)
    return true;
  if (is_stripped_ || !(has_large_key(*request_) || has_large_headers(*request_)))
    return false;
  is_stripped_ = true;
  if (has_large_key(*request_))
    text().mark_cut("the record's key");
  if (has_large_headers(*request_))
    text().mark_cut("the record's headers");
  return true;
}

void reply::strip_key_and_headers(kafka::outgoing_record& record) const {
  if (has_large_key(*request_))
    record.key = job_id_;
  if (!has_large_headers(*request_))
    return;
  std::erase_if(record.headers, [this](const job::record_header& header) {
    return std::find(request_->echoed.begin(), request_->echoed.end(), header)
           != request_->echoed.end();
  });
}

} // namespace cordon::publish
