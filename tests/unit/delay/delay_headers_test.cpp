// SPDX-License-Identifier: Apache-2.0
#include "delay/delay_headers.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <string>
#include <vector>

using namespace cordon;
using namespace cordon::delay;

namespace {

constexpr int64_t due_ms = 1'795'341'600'000;
const job::record_position first{"jobs", 3, 42};

std::string bytes(std::initializer_list<int> all) {
  std::string made;
  for (const int one : all)
    made += static_cast<char>(one);
  return made;
}

std::string value_of(const job::record_headers& headers, std::string_view name) {
  const auto* found = job::find_header(headers, name);
  REQUIRE(found);
  REQUIRE(found->value);
  return *found->value;
}

delay_state with_due(std::string value) {
  return read_delay({{"retry_topic-backoff-timestamp", std::move(value)}});
}

} // namespace

TEST_CASE("headers are written as Spring Kafka writes them", "[delay][headers]") {
  const auto headers = with_delay({}, {due_ms, 2, 1'795'341'599'000, first});
  CHECK(headers.size() == max_delay_headers);
  CHECK(value_of(headers, "retry_topic-backoff-timestamp")
        == bytes({0x01, 0xa2, 0x02, 0xb2, 0xc5, 0x00}));
  CHECK(value_of(headers, "retry_topic-attempts") == bytes({0, 0, 0, 2}));
  CHECK(value_of(headers, "retry_topic-original-timestamp")
        == bytes({0x01, 0xa2, 0x02, 0xb2, 0xc1, 0x18}));
  CHECK(value_of(headers, "kafka_original-topic") == "jobs");
  CHECK(value_of(headers, "kafka_original-partition") == bytes({0, 0, 0, 3}));
  CHECK(value_of(headers, "kafka_original-offset") == bytes({0, 0, 0, 0, 0, 0, 0, 42}));
}

TEST_CASE("a time has no byte more than its sign needs", "[delay][headers]") {
  const std::vector<std::pair<int64_t, std::string>> times = {
      {0, bytes({0})},
      {127, bytes({0x7f})},
      {128, bytes({0, 0x80})},
      {32'767, bytes({0x7f, 0xff})},
      {32'768, bytes({0, 0x80, 0})},
      {std::numeric_limits<int64_t>::max(),
       bytes({0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})}};
  for (const auto& [time, written] : times) {
    const auto headers = with_delay({}, {time, {}, {}, {}});
    CHECK(value_of(headers, "retry_topic-backoff-timestamp") == written);
    CHECK(read_delay(headers).due_ms == time);
  }
}

TEST_CASE("what is written is read again", "[delay][headers]") {
  const delay_state state{due_ms, 7, 5, first};
  CHECK(read_delay(with_delay({{"a", "b"}}, state)) == state);
  CHECK(read_delay(with_delay({}, {})) == delay_state{});
}

TEST_CASE("a header replaces all of its name, and touches no other", "[delay][headers]") {
  const job::record_headers before = {{"a", "1"},
                                      {"retry_topic-attempts", "old"},
                                      {"a", std::nullopt},
                                      {"retry_topic-attempts", std::nullopt},
                                      {"kafka_original-offset", "old"},
                                      {"b", ""}};
  const auto after = with_delay(before, {due_ms, 1, {}, {}});
  REQUIRE(after.size() == 5);
  CHECK(after[0] == before[0]);
  CHECK(after[1] == before[2]);
  CHECK(after[2] == before[5]);
  CHECK(read_delay(after) == delay_state{due_ms, 1, {}, {}});
  CHECK(with_delay(after, read_delay(after)) == after);
}

TEST_CASE("a time is read with any number of bytes that fits", "[delay][headers]") {
  CHECK(with_due(bytes({5})).due_ms == 5);
  CHECK(with_due(bytes({0, 0, 0, 0, 0, 0, 0, 5})).due_ms == 5);
  CHECK(with_due(bytes({1, 0})).due_ms == 256);
}

TEST_CASE("an attempt is read from four bytes or, of old versions, one", "[delay][headers]") {
  const auto read = [](std::string value) {
    return read_delay({{"retry_topic-attempts", std::move(value)}}).attempts;
  };
  CHECK(read(bytes({0xff})) == 255);
  CHECK(read(bytes({0, 0, 1, 0})) == 256);
  for (const auto& bad : {"", "ab", "abc", "abcde", "abcdefgh"})
    CHECK_FALSE(read(bad));
  CHECK_FALSE(read(bytes({0xff, 0xff, 0xff, 0xff})));
}

TEST_CASE("headers that make no sense are as if they were not there", "[delay][headers]") {
  for (const auto& bad : {std::string(), std::string(9, '\0'), std::string(1'000'000, 'x'),
                          bytes({0x80}), bytes({0xff, 0xff})})
    CHECK_FALSE(with_due(bad).due_ms);
  CHECK_FALSE(read_delay({{"retry_topic-backoff-timestamp", std::nullopt}}).due_ms);
  const auto good = with_delay({}, {{}, {}, {}, first});
  REQUIRE(read_delay(good).first == first);
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
           {"kafka_original-topic", ""},
           {"kafka_original-topic", "no topic"},
           {"kafka_original-topic", std::string(250, 'a')},
           {"kafka_original-topic", bytes({0xff})},
           {"kafka_original-partition", bytes({0xff, 0xff, 0xff, 0xff})},
           {"kafka_original-partition", bytes({1})},
           {"kafka_original-offset", bytes({0x80, 0, 0, 0, 0, 0, 0, 0})},
           {"kafka_original-offset", "1234567"}}) {
    auto bad = good;
    bad.push_back({name, value}); // the last one counts
    CAPTURE(name);
    CHECK_FALSE(read_delay(bad).first);
  }
  auto half = good;
  half.pop_back();
  CHECK_FALSE(read_delay(half).first);
}
