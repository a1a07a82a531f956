// SPDX-License-Identifier: Apache-2.0
#include "dead_letter.hpp"

#include "delay/delay_headers.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::workers;

namespace {

job::record sample() {
  job::record record;
  record.at = {"cordon.jobs-dlt", 2, 17};
  record.timestamp_ms = 1'795'424'252'000;
  record.key = "k\x1b";
  record.value = "{\n\x1b[31m";
  record.headers = {{"mine", "1"},
                    {"nothing", std::nullopt},
                    {"kafka_dlt-original-topic", "cordon.jobs"},
                    {"kafka_dlt-original-partition", std::string("\0\0\0\x03", 4)},
                    {"kafka_dlt-original-offset", std::string("\0\0\0\0\0\0\1\0", 8)},
                    {"kafka_dlt-original-timestamp", std::string("\0\0\0\0\0\0\2\0", 8)},
                    {"kafka_dlt-exception-fqcn", "cordon.ValidationError"},
                    {"kafka_dlt-exception-message", "not JSON\x1b"}};
  return record;
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

bool has_control_character(const std::string& text) {
  return text.find('\x1b') != std::string::npos;
}

} // namespace

TEST_CASE("a dead letter tells where it came from and why", "[workers][dead_letter]") {
  const auto letter = describe(sample());
  CHECK(letter.original_topic == "cordon.jobs");
  CHECK(letter.original_partition == 3);
  CHECK(letter.original_offset == 256);
  CHECK(letter.original_timestamp_ms == 512);
  CHECK(letter.exception == "cordon.ValidationError");
  CHECK(to_json(letter)
        == R"({"partition":2,"offset":17,"timestamp":1795424252000,"original_topic":"cordon.jobs",)"
           R"("original_partition":3,"original_offset":256,"original_timestamp":512,)"
           R"("key":"k\u001b","exception":"cordon.ValidationError","reason":"not JSON\u001b"})");
}

TEST_CASE("a dead letter without our headers, or with wrong ones, is shown all the same",
          "[workers][dead_letter]") {
  job::record record;
  record.headers = {{"kafka_dlt-original-partition", "12345"},
                    {"kafka_dlt-original-topic", std::nullopt},
                    {"kafka_dlt-original-offset", ""}};
  const auto letter = describe(record);
  CHECK_FALSE(letter.original_partition);
  CHECK_FALSE(letter.original_offset);
  CHECK(holds(to_json(letter), R"("original_partition":null,"original_offset":null,)"
                               R"("original_timestamp":null,"key":null)"));
  CHECK(holds(to_row(letter), "?"));
}

TEST_CASE("a row of the table steers no terminal", "[workers][dead_letter]") {
  const auto row = to_row(describe(sample()));
  CHECK(row.starts_with("2:17          2026-11-23T"));
  CHECK(holds(row, "cordon.jobs-3-256"));
  CHECK(holds(row, "not JSON\\x1b"));
  CHECK_FALSE(has_control_character(row));
  CHECK(holds(letters_head(), "REASON"));
}

TEST_CASE("a dead letter is shown whole, safely on a terminal", "[workers][dead_letter]") {
  const auto text = shown(sample(), true);
  CHECK(holds(text, "kafka_dlt-original-partition: 3\n"));
  CHECK(holds(text, "kafka_dlt-original-offset: 256\n"));
  CHECK(holds(text, "nothing: (null)\n"));
  CHECK(text.ends_with("{\n\\x1b[31m"));
  CHECK_FALSE(has_control_character(text));
}

TEST_CASE("in a pipe a dead letter is one line of JSON, bytes as base64",
          "[workers][dead_letter]") {
  auto record = sample();
  record.value = "\xff";
  const auto text = shown(record, false);
  CHECK(holds(text, R"("value_base64":"/w==")"));
  CHECK(holds(text, R"({"name":"nothing","value":null})"));
  CHECK(text.ends_with("}"));
  CHECK(text.find('\n') == std::string::npos);
}

TEST_CASE("in a pipe a dead letter tells what 'list' tells, numbers as such, beside its headers",
          "[workers][dead_letter]") {
  const auto text = shown(sample(), false);
  CHECK(holds(text, R"("original_topic":"cordon.jobs","original_partition":3,)"
                    R"("original_offset":256,"original_timestamp":512,)"));
  CHECK(holds(text, R"("exception":"cordon.ValidationError","reason":"not JSON\u001b",)"));
  CHECK(
      holds(text, R"({"name":"kafka_dlt-original-partition","value":"\u0000\u0000\u0000\u0003"})"));
}

TEST_CASE("in a pipe a dead letter with wrong headers has null for what they do not tell",
          "[workers][dead_letter]") {
  auto record = sample();
  record.headers = {{"kafka_dlt-original-partition", "12345"}};
  CHECK(holds(shown(record, false), R"("original_topic":"","original_partition":null,)"));
}

TEST_CASE("a replay is the original record for its topic", "[workers][dead_letter]") {
  const auto record = replay_of(sample(), "other").value();
  CHECK(record.topic == "cordon.jobs");
  CHECK_FALSE(record.partition);
  CHECK(record.key == sample().key);
  CHECK(record.value == sample().value);
  CHECK(record.headers == job::record_headers{{"mine", "1"}, {"nothing", std::nullopt}});
}

TEST_CASE("a replay is a record of its own, not a copy of the one that failed",
          "[workers][dead_letter]") {
  auto delayed = sample();
  delayed.headers = delay::with_delay(
      delayed.headers,
      {.due_ms = 5, .attempts = 3, .original_timestamp_ms = 4, .first = {{"cordon.jobs", 1, 2}}});
  CHECK(replay_of(delayed, "other").value().headers
        == job::record_headers{{"mine", "1"}, {"nothing", std::nullopt}});
}

TEST_CASE("a replay that does not know its topic goes to the jobs topic",
          "[workers][dead_letter]") {
  job::record record;
  CHECK(replay_of(record, "jobs").value().topic == "jobs");
  CHECK_FALSE(replay_of(record, "jobs").value().value);
}

TEST_CASE("what was cut, or would go where no topic is, is not replayed",
          "[workers][dead_letter]") {
  auto cut = sample();
  cut.headers.push_back({"cordon_dlt-value-sha256", "00"});
  CHECK_FALSE(replay_of(cut, "jobs"));
  for (const char* topic : {"a b", "..", "cordon.jobs-dlt"}) {
    auto record = sample();
    record.headers.push_back({"kafka_dlt-original-topic", topic});
    CHECK_FALSE(replay_of(record, "jobs"));
  }
}
