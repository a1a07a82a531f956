// SPDX-License-Identifier: Apache-2.0
#include "publish/dead_letter_record.hpp"

#include "job/big_endian.hpp"
#include "job/sha256.hpp"
#include "job/utf8.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace cordon::publish {

namespace {

constexpr size_t max_message_bytes = 8192;
constexpr size_t max_cut_message_bytes = 256;

/// What `cordon_dlt-headers-left-out` takes.
constexpr size_t left_out_bytes = 64;

/// Names and encodings of Spring Kafka's DeadLetterPublishingRecoverer.
void append_failure(job::record_headers& headers, const job::record& failed,
                    const dead_letter_cause& cause, size_t message_bytes) {
  const auto add = [&](const char* name, std::string value) {
    headers.push_back({name, std::move(value)});
  };
  add("kafka_dlt-original-topic", failed.at.topic);
  add("kafka_dlt-original-partition", job::big_endian(failed.at.partition));
  add("kafka_dlt-original-offset", job::big_endian(failed.at.offset));
  add("kafka_dlt-original-timestamp", job::big_endian(failed.timestamp_ms));
  add("kafka_dlt-original-consumer-group", cause.group);
  add("kafka_dlt-exception-fqcn", cause.exception);
  add("kafka_dlt-exception-message",
      std::string(job::cut_utf8(job::to_valid_utf8(cause.message), message_bytes)));
}

void append_cut(job::record_headers& headers, const std::string& what,
                const job::cut_bytes& whole) {
  headers.push_back({"cordon_dlt-" + what + "-size", std::to_string(whole.size)});
  headers.push_back({"cordon_dlt-" + what + "-sha256", whole.sha256});
}

/// What the record has lost before it came here.
void append_losses(job::record_headers& headers, const job::record& failed) {
  if (!failed.headers_problem.empty())
    headers.push_back({"cordon_dlt-headers-left-out", "all"});
  if (failed.cut_key)
    append_cut(headers, "key", *failed.cut_key);
  if (failed.cut_value)
    append_cut(headers, "value", *failed.cut_value);
}

size_t size_of(const std::optional<std::string>& bytes) {
  return bytes ? bytes->size() : 0;
}

size_t size_of(const job::record_header& header) {
  constexpr size_t lengths = 10; // two varints
  return lengths + header.name.size() + size_of(header.value);
}

/// Leaves the largest headers out until what stays is `excess` bytes less, or nothing does. Returns
/// how many.
size_t leave_out_largest(job::record_headers& headers, size_t excess) {
  std::vector<size_t> by_size(headers.size());
  std::iota(by_size.begin(), by_size.end(), size_t{0});
  std::stable_sort(by_size.begin(), by_size.end(),
                   [&](size_t a, size_t b) { return size_of(headers[a]) > size_of(headers[b]); });
  std::vector<bool> is_out(headers.size());
  size_t count = 0;
  for (size_t bytes = 0; bytes < excess && count < by_size.size(); ++count) {
    bytes += size_of(headers[by_size[count]]);
    is_out[by_size[count]] = true;
  }
  job::record_headers kept;
  for (size_t i = 0; i < headers.size(); ++i)
    if (!is_out[i])
      kept.push_back(std::move(headers[i]));
  headers = std::move(kept);
  return count;
}

size_t excess_of(const kafka::outgoing_record& record, size_t max_bytes) {
  const auto size = size_in_topic(record);
  return size > max_bytes ? size - max_bytes : 0;
}

/// Replaces the key or the value by so many of its first bytes as fit. An empty one stays.
void cut(kafka::outgoing_record& record, std::optional<std::string>& bytes, const std::string& what,
         bool is_cut, size_t max_bytes) {
  if (!excess_of(record, max_bytes) || size_of(bytes) == 0)
    return;
  if (!is_cut)
    append_cut(record.headers, what, {bytes->size(), job::sha256_hex(*bytes)});
  bytes->resize(bytes->size() - std::min(bytes->size(), excess_of(record, max_bytes)));
}

/// The larger of the two first, so that a large one does not cost the other.
void cut_key_and_value(kafka::outgoing_record& record, const job::record& failed,
                       size_t max_bytes) {
  const auto cut_key = [&] {
    cut(record, record.key, "key", failed.cut_key.has_value(), max_bytes);
  };
  const bool key_first = size_of(record.key) > size_of(record.value);
  if (key_first)
    cut_key();
  cut(record, record.value, "value", failed.cut_value.has_value(), max_bytes);
  if (!key_first)
    cut_key();
}

kafka::outgoing_record with_headers(const job::record& failed, const dead_letter_cause& cause,
                                    const std::string& topic, job::record_headers headers,
                                    size_t message_bytes) {
  append_failure(headers, failed, cause, message_bytes);
  append_losses(headers, failed);
  return {topic, std::nullopt, failed.key, failed.value, std::move(headers)};
}

} // namespace

size_t size_in_topic(const kafka::outgoing_record& record) {
  constexpr size_t batch_and_lengths = 128; // 61 for a batch of one, and the record's varints
  size_t size = batch_and_lengths + size_of(record.key) + size_of(record.value);
  for (const auto& header : record.headers)
    size += size_of(header);
  return size;
}

kafka::outgoing_record dead_letter_record(const job::record& failed, const dead_letter_cause& cause,
                                          std::string topic, size_t max_bytes) {
  auto whole = with_headers(failed, cause, topic, failed.headers, max_message_bytes);
  if (!excess_of(whole, max_bytes))
    return whole;
  auto smaller = with_headers(failed, cause, topic, failed.headers, max_cut_message_bytes);
  if (!excess_of(smaller, max_bytes))
    return smaller;
  auto kept = failed.headers;
  const auto room = max_bytes - std::min(max_bytes, left_out_bytes);
  const auto left_out = leave_out_largest(kept, excess_of(smaller, room));
  smaller = with_headers(failed, cause, topic, std::move(kept), max_cut_message_bytes);
  if (left_out)
    smaller.headers.push_back({"cordon_dlt-headers-left-out", std::to_string(left_out)});
  cut_key_and_value(smaller, failed, max_bytes);
  return smaller;
}

} // namespace cordon::publish
