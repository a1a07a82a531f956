// SPDX-License-Identifier: Apache-2.0
// A record with any headers: those of delayed copies, of CloudEvents, of reply addresses; and the
// dead letter that is made of it.
#include "delay/delayed_record.hpp"
#include "fuzz_input.hpp"
#include "intake/request_reader.hpp"
#include "job/result.hpp"
#include "job/topic_name.hpp"
#include "publish/dead_letter_record.hpp"

#include <array>
#include <nlohmann/json.hpp>

namespace {

using namespace cordon;
using fuzz::require;

constexpr std::array<std::string_view, 16> known_names = {"retry_topic-backoff-timestamp",
                                                          "retry_topic-attempts",
                                                          "retry_topic-original-timestamp",
                                                          "kafka_original-topic",
                                                          "kafka_original-partition",
                                                          "kafka_original-offset",
                                                          "kafka_replyTopic",
                                                          "kafka_replyPartition",
                                                          "kafka_correlationId",
                                                          "correlation_id",
                                                          "reply-to",
                                                          "content-type",
                                                          "ce_id",
                                                          "ce_specversion",
                                                          "ce_type",
                                                          "ce_datacontenttype"};

job::record_headers headers_of(fuzz::input& in) {
  job::record_headers headers;
  for (auto count = in.byte() % 32; count > 0; --count) {
    const auto kind = in.byte();
    const auto name = kind < known_names.size() ? known_names[kind] : in.take(kind % 32);
    job::record_header one{std::string(name), std::nullopt};
    if ((kind & 64) == 0)
      one.value = std::string(in.take(in.byte()));
    headers.push_back(std::move(one));
  }
  return headers;
}

void check_delay(const job::record& record) {
  const auto read = delay::read_delay(record.headers);
  require(!read.due_ms || *read.due_ms >= 0, "no due time before 1970");
  require(!read.attempts || *read.attempts >= 0, "no negative attempts");
  require(!read.first || job::is_topic_name(read.first->topic), "the first topic is one");
  const auto headers = delay::with_delay(record.headers, read);
  require(headers.size() <= record.headers.size() + delay::max_delay_headers,
          "headers are bounded");
  require(delay::read_delay(headers) == read, "what is written reads as the same");
  if (!delay::obstacle_to_delay(record).empty())
    return;
  static const delay::ladder topics("jobs");
  const auto copy = delay::delayed_copy(record, read, topics, 1'700'000'000'000);
  require(copy.key == record.key && copy.value == record.value, "a copy holds the same bytes");
  require(delay::read_delay(copy.headers).due_ms == read.due_ms, "a copy is due when it was");
}

void check_request(const job::record_ptr& record) {
  static const auto profiles = job::builtin_profiles();
  static const intake::request_settings settings{profiles, "replies", {"replies", "*-replies"}};
  const auto read = intake::read_request(record, settings, record->timestamp_ms);
  require(read.request != nullptr, "a submission has a request");
  require((read.job != nullptr) != (read.rejected != nullptr), "a job or a rejection");
  const auto& to = read.request->reply_topic;
  require(to.empty() || to == "replies" || to.ends_with("-replies"),
          "no answer leaves the allowed topics");
  const auto& header = read.job ? *read.job : read.rejected->header;
  require(nlohmann::json::accept(job::to_json(
              job::make_failure(job::status::failed, job::error_type::SandboxError, "x"), header)),
          "its answer is JSON");
}

void check_dead_letter(const job::record& record, size_t max_bytes) {
  const auto made = publish::dead_letter_record(record, {"cordon.ValidationError", "m", "group"},
                                                "dead", max_bytes);
  require(publish::size_in_topic(made) <= std::max<size_t>(max_bytes, 4'096),
          "a dead letter fits its topic");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  fuzz::input in(bytes, size);
  auto record = std::make_shared<job::record>();
  record->at = {"jobs", 3, 14};
  record->timestamp_ms = static_cast<int64_t>(in.number(6));
  const auto max_bytes = in.number(2);
  record->headers = headers_of(in);
  record->key = std::string(in.take(in.byte() % 64));
  record->value = std::string(in.rest());
  check_delay(*record);
  check_request(record);
  check_dead_letter(*record, max_bytes);
  return 0;
}
