// SPDX-License-Identifier: Apache-2.0
#include "submission.hpp"

#include "job/job_parser.hpp"
#include "job/json_check.hpp"
#include "job/json_text.hpp"
#include "job/json_write.hpp"
#include "job/utf8.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <random>

namespace cordon::workers {

namespace {

constexpr const char* correlation_header = "kafka_correlationId";
// A return value may be 100 deep, and stands within the result.
constexpr size_t max_reply_depth = 120;

/// The text of a JSON value without the white space around it.
std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const size_t begin = text.find_first_not_of(space);
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

/// The member of that name; empty where there is none.
std::string_view member(std::string_view object, std::string_view name) {
  job::member_cursor cursor(object);
  while (const auto one = cursor.next())
    if (one->name == name)
      return one->value;
  return {};
}

bool is_object(std::string_view value) {
  return !value.empty() && job::type_of(value) == job::json_type::object;
}

std::string text_of(std::string_view value) {
  const bool is_text = !value.empty() && job::type_of(value) == job::json_type::string;
  return is_text ? job::decode_string(value) : "";
}

/// The object itself or, where it is a CloudEvent around one, that: a view into it.
std::string_view unwrapped(std::string_view object) {
  const auto data = member(object, "data");
  return !member(object, "specversion").empty() && is_object(data) ? data : object;
}

std::optional<job::status> status_of(std::string_view name) {
  using job::status;
  for (const auto one : {status::succeeded, status::failed, status::rejected, status::timed_out,
                         status::cancelled, status::expired})
    if (job::to_string(one) == name)
      return one;
  return std::nullopt;
}

/// `whole` with an id as the first member of the object that begins at `at`.
std::string with_id(std::string_view whole, size_t at, const std::string& id) {
  std::string out(whole.substr(0, at + 1));
  out += "\"id\":";
  job::append_json_string(out, id);
  const auto rest = whole.substr(at + 1);
  if (!trimmed(rest).starts_with('}'))
    out += ',';
  return out.append(rest);
}

std::string seconds(std::chrono::milliseconds time) {
  std::string text = std::to_string(static_cast<double>(time.count()) / 1000);
  text.erase(text.find_last_not_of('0') + 1);
  return text.back() == '.' ? text.substr(0, text.size() - 1) : text;
}

} // namespace

expected<prepared_job> prepare_job(std::string_view text, const std::string& id_if_none) {
  if (text.size() > job::max_job_bytes)
    return fail(errc::bad_input,
                "a job has at most " + std::to_string(job::max_job_bytes) + " bytes");
  if (const auto at = job::invalid_utf8_at(text))
    return fail(errc::bad_input, "a job must be UTF-8; byte " + std::to_string(*at) + " is not");
  if (const auto fault = job::find_json_fault(text, job::max_job_depth))
    return fail(errc::bad_input, "a job must be a JSON object: " + fault->what);
  const auto whole = trimmed(text);
  if (!is_object(whole))
    return fail(errc::bad_input,
                "a job must be a JSON object, not " + std::string(to_string(job::type_of(whole))));
  const auto job = unwrapped(whole);
  const auto id = member(job, "id");
  prepared_job prepared{.id = {}, .json = {}, .reply_to = text_of(member(job, "reply_to"))};
  const auto at = static_cast<size_t>(job.data() - whole.data());
  prepared.id = id.empty() ? id_if_none : text_of(id);
  prepared.json = id.empty() ? with_id(whole, at, id_if_none) : std::string(whole);
  return prepared;
}

std::string make_submission_token() {
  std::random_device random;
  std::string token;
  for (int i = 0; i < 3; ++i) {
    std::array<char, 9> part{};
    std::snprintf(part.data(), part.size(), "%08x", random());
    token += part.data();
  }
  return token;
}

std::string local_rejection(uint64_t line, const error& problem) {
  job::job header;
  header.id = std::to_string(line);
  const auto result = job::make_failure(job::status::rejected, job::error_type::ValidationError,
                                        "not sent: " + problem.what);
  return job::to_json(result, header);
}

void awaited_replies::expect(uint64_t number, std::string id) {
  std::lock_guard lock(mutex_);
  ids_.emplace(number, std::move(id));
}

std::optional<std::string> awaited_replies::settle(std::string_view correlation) {
  if (!correlation.starts_with(token_) || correlation.size() <= token_.size()
      || correlation[token_.size()] != '-')
    return std::nullopt;
  const auto digits = correlation.substr(token_.size() + 1);
  uint64_t number = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (problem != std::errc{} || end != digits.data() + digits.size())
    return std::nullopt;
  std::lock_guard lock(mutex_);
  const auto found = ids_.extract(number);
  return found ? std::optional(std::move(found.mapped())) : std::nullopt;
}

size_t awaited_replies::size() const {
  std::lock_guard lock(mutex_);
  return ids_.size();
}

std::vector<std::string> awaited_replies::some(size_t count) const {
  std::lock_guard lock(mutex_);
  std::vector<std::string> ids;
  for (auto at = ids_.begin(); at != ids_.end() && ids.size() < count; ++at)
    ids.push_back(at->second);
  return ids;
}

kafka::outgoing_record submission_record(prepared_job job, const std::string& topic,
                                         const std::optional<std::string>& key,
                                         const std::string& correlation) {
  return {.topic = topic,
          .partition = std::nullopt,
          .key = key,
          .value = std::move(job.json),
          .headers = {{correlation_header, correlation}}};
}

expected<read_reply> parse_reply(std::string_view value) {
  const auto whole = trimmed(value);
  if (job::invalid_utf8_at(whole) || job::find_json_fault(whole, max_reply_depth)
      || !is_object(whole))
    return fail(errc::protocol, "the reply is no JSON object");
  const auto status = status_of(text_of(member(unwrapped(whole), "status")));
  if (!status)
    return fail(errc::protocol, "the reply has no status that is known");
  read_reply reply{.json = {}, .status = *status};
  job::append_json_on_one_line(reply.json, whole);
  return reply;
}

std::string no_reply_at(const waiting_place& place) {
  return "none came for " + seconds(place.patience) + " s at " + place.brokers
         + "; does a worker run there that reads '" + place.jobs_topic + "'?";
}

std::string no_job_taken_at(const waiting_place& place) {
  return "the broker at " + place.brokers + " took no job for " + seconds(place.patience) + " s";
}

std::string without_replies(const std::string& why, size_t count,
                            const std::vector<std::string>& some_ids) {
  if (count == 0)
    return why;
  std::string ids;
  for (const auto& id : some_ids)
    ids.append(ids.empty() ? "" : ", ").append(id);
  if (count > some_ids.size())
    ids += ", …";
  return std::to_string(count) + (count == 1 ? " job has" : " jobs have") + " no reply (" + ids
         + "): " + why;
}

} // namespace cordon::workers
