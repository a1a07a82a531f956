// SPDX-License-Identifier: Apache-2.0
#include "delay/delayed_record.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::delay;

namespace {

constexpr int64_t now_ms = 1'795'341'600'000;

job::record sample() {
  job::record made;
  made.at = {"jobs", 2, 17};
  made.timestamp_ms = now_ms - 500;
  made.key = std::string("\0k", 2);
  made.value = std::string("\xff{}", 3);
  made.headers = {{"traceparent", "t"}, {"empty", ""}, {"null", std::nullopt}};
  return made;
}

} // namespace

TEST_CASE("a delayed copy has the record's bytes and says where it comes from", "[delay][record]") {
  const auto record = sample();
  REQUIRE(obstacle_to_delay(record).empty());
  delay_state wanted;
  wanted.due_ms = now_ms + 15'000;
  wanted.attempts = 1;
  const auto copy = delayed_copy(record, wanted, ladder("jobs"), now_ms);
  CHECK(copy.topic == "jobs-delay-10s");
  CHECK_FALSE(copy.partition);
  CHECK(copy.key == record.key);
  CHECK(copy.value == record.value);
  for (size_t i = 0; i < record.headers.size(); ++i)
    CHECK(copy.headers[i] == record.headers[i]);
  CHECK(read_delay(copy.headers) == delay_state{wanted.due_ms, 1, record.timestamp_ms, record.at});
}

TEST_CASE("a copy of a copy names the first record still", "[delay][record]") {
  auto record = sample();
  const delay_state before{now_ms - 1, 1, 5, job::record_position{"jobs", 0, 1}};
  record.headers = with_delay(record.headers, before);
  auto state = read_delay(record.headers);
  state.due_ms = now_ms + 1'000;
  state.attempts = 2;
  const auto copy = delayed_copy(record, state, ladder("jobs"), now_ms);
  CHECK(read_delay(copy.headers) == delay_state{now_ms + 1'000, 2, 5, before.first});
  CHECK(copy.headers.size() == record.headers.size());
}

TEST_CASE("a copy without a due time is due", "[delay][record]") {
  const auto copy = delayed_copy(sample(), {}, ladder("jobs"), now_ms);
  CHECK(copy.topic == "jobs");
}

TEST_CASE("a record whose copy could not be read again can't be delayed", "[delay][record]") {
  auto record = sample();
  SECTION("too many headers") {
    record.headers.assign(99'995, {"a", ""});
  }
  SECTION("a value that is not held whole") {
    record.cut_value = job::cut_bytes{5'000'000, "hash"};
  }
  SECTION("headers that could not be read") {
    record.headers_problem = "too long";
  }
  CHECK_FALSE(obstacle_to_delay(record).empty());
}
