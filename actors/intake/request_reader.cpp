// SPDX-License-Identifier: Apache-2.0
#include "intake/request_reader.hpp"

#include "intake/cloudevents.hpp"
#include "intake/expiry.hpp"
#include "intake/reply_address.hpp"
#include "job/field_check.hpp"
#include "job/job_header.hpp"
#include "job/job_parser.hpp"

#include <utility>

namespace cordon::intake {

namespace {

using parsed_job = tl::expected<job::job_ptr, job::rejection>;

job::job header_of(const parsed_job& parsed) {
  return parsed ? job::header_of(**parsed) : parsed.error().header;
}

/// Rejects what was parsed for a reason that lies outside the job's text.
void reject(parsed_job& parsed, std::string message, std::string field, bool malformed) {
  parsed = tl::unexpected(
      job::rejection{header_of(parsed), std::move(message), std::move(field), malformed});
}

/// The header in "header kafka_replyTopic", or the field itself.
std::string field_named(const std::string& named_by) {
  constexpr std::string_view prefix = "header ";
  return named_by.starts_with(prefix) ? named_by.substr(prefix.size()) : named_by;
}

bool may_reply_to(const std::string& topic, const request_settings& settings) {
  return topic.empty() || topic == settings.default_reply_topic
         || is_allowed(topic, settings.allowed_reply_topics);
}

std::string off_list_message(const reply_address& address, const request_settings& settings) {
  std::string list = job::quoted(settings.default_reply_topic);
  for (const auto& pattern : settings.allowed_reply_topics)
    if (pattern != settings.default_reply_topic)
      list += ", " + job::quoted(pattern);
  return address.named_by + ": this worker does not reply on topic " + job::quoted(address.topic)
         + "; allowed: " + list;
}

parsed_job parse(const job::record& record, unwrapped_job text, const request_settings& settings) {
  auto parsed = job::parse_job(text.text(), settings.profiles, to_string(record.at));
  if (!text.problem.empty())
    reject(parsed, std::move(text.problem), "", true);
  return parsed;
}

/// Where the answer goes. Rejects the job where a header can't be read or the topic is off the
/// list.
reply_address take_address(const job::record& record, const request_settings& settings,
                           parsed_job& parsed) {
  auto [address, problem] = read_reply_headers(record.headers);
  if (!problem.empty())
    reject(parsed, std::move(problem), "", true);
  else if (address.topic.empty())
    address = {header_of(parsed).reply_to, std::nullopt, "reply_to"};
  if (may_reply_to(address.topic, settings))
    return address;
  // What is no job at all stays malformed, wherever its answer was to go.
  if (parsed || !parsed.error().malformed)
    reject(parsed, off_list_message(address, settings), field_named(address.named_by), false);
  return {};
}

} // namespace

job::submission read_request(job::record_ptr record, const request_settings& settings,
                             int64_t now_ms) {
  auto text = unwrap(*record);
  auto request = std::make_shared<job::request>();
  request->envelope = text.envelope;
  auto parsed = parse(*record, std::move(text), settings);
  const auto address = take_address(*record, settings, parsed);
  request->reply_topic = address.topic;
  request->reply_partition = address.partition;
  request->echoed = echoed_headers(record->headers);

  job::submission submission;
  if (parsed) {
    submission.answer = answer_if_expired(**parsed, record->timestamp_ms, now_ms);
    submission.job = std::move(*parsed);
  } else {
    submission.rejected = std::make_shared<const job::rejection>(std::move(parsed.error()));
  }
  request->record = std::move(record);
  submission.request = std::move(request);
  return submission;
}

} // namespace cordon::intake
