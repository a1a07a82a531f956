// SPDX-License-Identifier: Apache-2.0
#include "intake/expiry.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace cordon::intake;
using cordon::job::job;

namespace {

job expiring_after(double seconds) {
  job j;
  j.expires_after_seconds = seconds;
  return j;
}

job expiring_at(int64_t ms) {
  job j;
  j.expires_at_ms = ms;
  return j;
}

} // namespace

TEST_CASE("seconds count from the record's timestamp, a time from nothing", "[intake][expiry]") {
  CHECK(deadline_of(job{}, 1000) == std::nullopt);
  CHECK(deadline_of(expiring_after(2.5), 1000) == 3500);
  CHECK(deadline_of(expiring_after(0), 1000) == 1000);
  CHECK(deadline_of(expiring_at(7), 1000) == 7);
  CHECK(deadline_of(expiring_at(7), -1) == 7);
}

TEST_CASE("a hostile timestamp makes no hostile deadline", "[intake][expiry]") {
  constexpr int64_t latest = std::numeric_limits<int64_t>::max();
  CHECK(deadline_of(expiring_after(1e9), latest) == latest);
  CHECK(deadline_of(expiring_after(1e9), latest - 5) == latest);
  CHECK(deadline_of(expiring_after(5), -1) == std::nullopt);
  CHECK(deadline_of(expiring_after(5), std::numeric_limits<int64_t>::min()) == std::nullopt);
}

TEST_CASE("a job that is past its deadline is answered so", "[intake][expiry]") {
  CHECK(answer_if_expired(job{}, 0, std::numeric_limits<int64_t>::max()) == nullptr);
  CHECK(answer_if_expired(expiring_after(1), 1000, 1999) == nullptr);
  const auto answer = answer_if_expired(expiring_after(1), 1000, 2000);
  REQUIRE(answer);
  CHECK(answer->status == cordon::job::status::expired);
  CHECK(answer->error_type == cordon::job::error_type::CancelledError);
  CHECK(answer->error_message
        == "the job expired at 1970-01-01T00:00:02.000Z, before it could be started");
  CHECK_FALSE(answer->can_retry);
}
