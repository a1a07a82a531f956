// SPDX-License-Identifier: Apache-2.0
#include "delay/ladder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <map>

using namespace cordon::delay;
using namespace std::chrono_literals;

namespace {

constexpr int64_t start_ms = 1'795'000'000'000;
constexpr int64_t day_ms = 24 * 3'600'000;

struct walk {
  int64_t arrives_ms = 0;
  int hops = 0;
};

/// A record walks down, each hop `lag_ms` late.
walk walk_down(const ladder& topics, int64_t delay_ms, int64_t lag_ms) {
  const auto due = start_ms + delay_ms;
  walk made{start_ms};
  auto at = topics.next_topic(due, made.arrives_ms);
  while (at != topics.jobs_topic()) {
    const auto* rung = topics.find(at);
    if (!rung)
      FAIL("no topic of the ladder: " << at);
    const auto appended = made.arrives_ms;
    made.arrives_ms = ladder::leaves_at(*rung, due, appended, appended) + lag_ms;
    ++made.hops;
    at = topics.next_topic(due, made.arrives_ms);
  }
  return made;
}

} // namespace

TEST_CASE("the delay topics are named after the jobs topic", "[delay][ladder]") {
  const ladder topics("jobs");
  CHECK(topics.topics()
        == std::vector<std::string>{"jobs-delay-1s", "jobs-delay-10s", "jobs-delay-1m",
                                    "jobs-delay-10m", "jobs-delay-1h"});
  REQUIRE(topics.find("jobs-delay-10m"));
  CHECK(topics.find("jobs-delay-10m")->length == 10min);
  CHECK_FALSE(topics.find("jobs"));
  CHECK_FALSE(topics.find("other-delay-1s"));
}

TEST_CASE("a rung is the longest that is not longer than what remains", "[delay][ladder]") {
  const ladder topics("jobs");
  const std::map<std::chrono::milliseconds, std::chrono::milliseconds> rungs = {
      {0ms, 1s},       {1ms, 1s},        {1s, 1s},       {9'999ms, 1s}, {10s, 10s},
      {59'999ms, 10s}, {1min, 1min},     {10min, 10min}, {1h, 1h},      {24h, 1h},
      {-5s, 1s},       {24h * 1000, 1h}, {59min, 10min}};
  for (const auto& [remaining, length] : rungs) {
    CAPTURE(remaining.count());
    CHECK(topics.rung_for(remaining).length == length);
  }
}

TEST_CASE("a record never comes back early, and little late after few hops", "[delay][ladder]") {
  const ladder topics("jobs");
  constexpr int64_t lag_ms = 60;
  const auto check = [&](int64_t delay_ms) {
    const auto made = walk_down(topics, delay_ms, lag_ms);
    const auto late = made.arrives_ms - (start_ms + delay_ms);
    if (late < 0 || late > 1'500 || made.hops > 24 + 6 + 10 + 6 + 10) {
      CAPTURE(delay_ms, late, made.hops);
      FAIL("not within the bounds");
    }
  };
  for (int64_t delay_ms = 0; delay_ms <= day_ms; delay_ms += 997)
    check(delay_ms);
  for (int64_t delay_ms = 0; delay_ms <= 70'000; ++delay_ms)
    check(delay_ms);
  check(day_ms);
}

TEST_CASE("what is due needs no delay topic", "[delay][ladder]") {
  const ladder topics("jobs");
  CHECK(topics.next_topic(start_ms, start_ms) == "jobs");
  CHECK(topics.next_topic(std::numeric_limits<int64_t>::min(), start_ms) == "jobs");
  CHECK(topics.next_topic(std::numeric_limits<int64_t>::max(), 0) == "jobs-delay-1h");
}

TEST_CASE("a record leaves its topic when it is due, before its rung is over", "[delay][ladder]") {
  const rung minute{"-delay-1m", 1min};
  CHECK(ladder::leaves_at(minute, start_ms + 5, start_ms, start_ms + 1) == start_ms + 5);
  CHECK(ladder::leaves_at(minute, start_ms + day_ms, start_ms, start_ms + 1) == start_ms + 60'000);
}

TEST_CASE("a time of appending in the future holds a record no longer than its rung",
          "[delay][ladder]") {
  const rung minute{"-delay-1m", 1min};
  for (const auto appended : {start_ms + 7 * day_ms, std::numeric_limits<int64_t>::max()})
    CHECK(ladder::leaves_at(minute, start_ms + day_ms, appended, start_ms) == start_ms + 60'000);
  CHECK(ladder::leaves_at(minute, start_ms + day_ms, std::numeric_limits<int64_t>::min(), start_ms)
        < start_ms);
}
