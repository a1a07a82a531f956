// SPDX-License-Identifier: Apache-2.0
#include "intake/request_reader.hpp"

#include "delay/delayed_record.hpp"
#include "intake/cloudevents.hpp"
#include "intake/due_time.hpp"
#include "intake/expiry.hpp"
#include "intake/first_record.hpp"
#include "intake/reply_address.hpp"
#include "job/field_check.hpp"
#include "job/job_header.hpp"
#include "job/job_parser.hpp"
#include "job/sha256.hpp"

#include <string_view>
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
  std::string list = job::in_quotes(settings.default_reply_topic);
  for (const auto& pattern : settings.allowed_reply_topics)
    if (pattern != settings.default_reply_topic)
      list += ", " + job::in_quotes(pattern);
  return address.named_by + ": this worker does not reply on topic " + job::in_quotes(address.topic)
         + "; allowed: " + list;
}

/// Why the record can be no job whatever its beginning says; "" where it is there whole.
std::string cut_problem(const job::record& record) {
  if (record.cut_value)
    return "the message is " + std::to_string(record.cut_value->size)
           + " bytes long; a job may have " + std::to_string(job::max_job_bytes);
  if (record.cut_key)
    return "the record's key is " + std::to_string(record.cut_key->size) + " bytes long; at most "
           + std::to_string(job::max_held_bytes) + " are possible";
  return {};
}

parsed_job parse(const job::record& record, const unwrapped_job& text,
                 const std::string& default_id, const request_settings& settings) {
  auto parsed = job::parse_job(text.text(), settings.profiles, default_id);
  if (!text.problem.empty())
    reject(parsed, text.problem, "", true);
  if (auto problem = cut_problem(record); !problem.empty())
    reject(parsed, std::move(problem), "", true);
  return parsed;
}

reply_headers read_headers(const job::record& record) {
  if (record.headers_problem.empty())
    return read_reply_headers(record.headers);
  return {{}, record.headers_problem};
}

/// Where the answer goes. Rejects the job where a header can't be read or the topic is off the
/// list.
reply_address take_address(const job::record& record, const request_settings& settings,
                           parsed_job& parsed) {
  auto [address, problem] = read_headers(record);
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

void check_retries(const request_settings& settings, parsed_job& parsed) {
  if (parsed && (*parsed)->max_retries > settings.max_retries)
    reject(parsed,
           "max_retries: " + std::to_string((*parsed)->max_retries)
               + " is above what this worker grants, " + std::to_string(settings.max_retries),
           "max_retries", false);
}

/// When the job is to run, where that is later. Rejects one that can't wait for so long.
std::optional<int64_t> take_due_time(const job::record& record, const job::first_record& first,
                                     int64_t now_ms, parsed_job& parsed) {
  // A copy has waited.
  if (!parsed || first.at != record.at)
    return std::nullopt;
  const auto due = due_time_of(**parsed, record.timestamp_ms, now_ms);
  if (!due)
    return std::nullopt;
  auto problem = problem_of(*due, now_ms);
  if (auto obstacle = delay::obstacle_to_delay(record); problem.empty() && !obstacle.empty())
    problem = std::string(due->field) + ": " + obstacle;
  if (problem.empty())
    return due->at_ms;
  reject(parsed, std::move(problem), std::string(due->field), false);
  return std::nullopt;
}

/// The job's bytes are mostly all of the record, whose digest is there.
std::string digest_of(std::string_view job, const job::record& record,
                      const job::job_origin& first) {
  const bool is_whole =
      record.value && job.data() == record.value->data() && job.size() == record.value->size();
  return is_whole ? first.content_sha256 : job::sha256_hex(job);
}

} // namespace

job::submission read_request(job::record_ptr record, const request_settings& settings,
                             int64_t now_ms) {
  const auto text = unwrap(*record);
  auto request = std::make_shared<job::request>();
  request->envelope = text.envelope;
  request->first = first_record_of(*record);
  auto parsed = parse(*record, text, to_string(request->first.at), settings);
  check_retries(settings, parsed);
  const auto address = take_address(*record, settings, parsed);
  const auto due_ms = take_due_time(*record, request->first, now_ms, parsed);
  request->reply_topic = address.topic;
  request->reply_partition = address.partition;
  request->echoed = echoed_headers(record->headers);

  job::submission submission;
  if (parsed) {
    submission.answer = answer_if_expired(**parsed, request->first.timestamp_ms, now_ms);
    if ((*parsed)->has_own_id)
      submission.digest = digest_of(text.text(), *record, request->first.at);
    submission.due_ms = due_ms;
    submission.job = std::move(*parsed);
  } else {
    submission.rejected = std::make_shared<const job::rejection>(std::move(parsed.error()));
  }
  request->record = std::move(record);
  submission.request = std::move(request);
  return submission;
}

} // namespace cordon::intake
