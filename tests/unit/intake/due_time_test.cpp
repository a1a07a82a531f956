// SPDX-License-Identifier: Apache-2.0
#include "intake/due_time.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace cordon::intake;
using cordon::job::job;

namespace {

constexpr int64_t now_ms = 1'795'341'600'000;
constexpr int64_t day_ms = 86'400'000;

job counting_down(double seconds, std::optional<int64_t> eta_ms = std::nullopt) {
  job j;
  j.countdown_seconds = seconds;
  j.eta_ms = eta_ms;
  return j;
}

struct due {
  int64_t at_ms = 0;
  std::string field;
  bool operator==(const due&) const = default;
};

std::optional<due> due_of(const job& j, int64_t timestamp_ms = now_ms) {
  const auto found = due_time_of(j, timestamp_ms, now_ms);
  return found ? std::optional(due{found->at_ms, std::string(found->field)}) : std::nullopt;
}

} // namespace

TEST_CASE("a countdown begins at the record's timestamp, or now where it has none",
          "[intake][due_time]") {
  CHECK_FALSE(due_of(job{}));
  CHECK(due_of(counting_down(2.5)) == due{now_ms + 2'500, "countdown"});
  CHECK(due_of(counting_down(2.5), now_ms - 1'000) == due{now_ms + 1'500, "countdown"});
  CHECK_FALSE(due_of(counting_down(2.5), now_ms - 2'500));
  CHECK(due_of(counting_down(2.5), -1) == due{now_ms + 2'500, "countdown"});
}

TEST_CASE("an eta that is past delays nothing", "[intake][due_time]") {
  CHECK(due_of(counting_down(0, now_ms + 1)) == due{now_ms + 1, "eta"});
  CHECK_FALSE(due_of(counting_down(0, now_ms)));
  CHECK_FALSE(due_of(counting_down(0, std::numeric_limits<int64_t>::min())));
}

TEST_CASE("of countdown and eta the later one counts", "[intake][due_time]") {
  CHECK(due_of(counting_down(5, now_ms + 4'999)) == due{now_ms + 5'000, "countdown"});
  CHECK(due_of(counting_down(5, now_ms + 5'001)) == due{now_ms + 5'001, "eta"});
}

TEST_CASE("a delay of more than a day names its field", "[intake][due_time]") {
  CHECK(problem_of({now_ms + day_ms, "eta"}, now_ms).empty());
  CHECK(problem_of({now_ms + day_ms + 1, "eta"}, now_ms)
        == "eta: 2026-11-23T10:00:00.001Z is more than 24 hours from now; no job can be delayed "
           "for longer");
  // A producer's clock may be a little ahead.
  CHECK(problem_of({now_ms + day_ms + 5'000, "countdown"}, now_ms).empty());
  CHECK(problem_of({now_ms + 2 * day_ms, "countdown"}, now_ms)
            .starts_with("countdown: counted from the record's timestamp it ends at "));
}

TEST_CASE("a hostile timestamp makes no hostile due time", "[intake][due_time]") {
  constexpr int64_t latest = std::numeric_limits<int64_t>::max();
  for (const int64_t timestamp : {latest, latest - 5}) {
    const auto found = due_of(counting_down(86'400), timestamp);
    REQUIRE(found);
    CHECK(found->at_ms == latest);
    CHECK_FALSE(problem_of({found->at_ms, "countdown"}, now_ms).empty());
  }
  CHECK(due_of(counting_down(1), std::numeric_limits<int64_t>::min())
        == due{now_ms + 1'000, "countdown"});
}
