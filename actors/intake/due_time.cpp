// SPDX-License-Identifier: Apache-2.0
#include "intake/due_time.hpp"

#include "job/timestamp.hpp"

#include <chrono>
#include <cmath>
#include <limits>

namespace cordon::intake {

namespace {

constexpr std::chrono::milliseconds max_delay = std::chrono::hours(24);
/// The longest countdown is to be possible, too, where the producer's clock is ahead of ours.
constexpr std::chrono::milliseconds clock_tolerance = std::chrono::minutes(1);

int64_t end_of_countdown(double seconds, int64_t timestamp_ms, int64_t now_ms) {
  const int64_t begin = timestamp_ms < 0 ? now_ms : timestamp_ms;
  const int64_t after_ms = std::llround(seconds * 1000);
  // The producer writes the timestamp: it can be any number.
  constexpr int64_t latest = std::numeric_limits<int64_t>::max();
  return begin > latest - after_ms ? latest : begin + after_ms;
}

} // namespace

std::optional<due_time> due_time_of(const job::job& job, int64_t timestamp_ms, int64_t now_ms) {
  due_time due{now_ms, {}};
  if (job.countdown_seconds > 0)
    if (const auto end = end_of_countdown(job.countdown_seconds, timestamp_ms, now_ms);
        end > due.at_ms)
      due = {end, "countdown"};
  if (job.eta_ms && *job.eta_ms > due.at_ms)
    due = {*job.eta_ms, "eta"};
  return due.field.empty() ? std::nullopt : std::optional(due);
}

std::string problem_of(const due_time& due, int64_t now_ms) {
  const auto tolerance = due.field == "countdown" ? clock_tolerance.count() : 0;
  if (due.at_ms - tolerance - max_delay.count() <= now_ms)
    return {};
  std::string problem(due.field);
  problem += due.field == "countdown" ? ": counted from the record's timestamp it ends at " : ": ";
  return problem + job::to_rfc3339(due.at_ms)
         + (due.field == "countdown" ? ", which is" : " is")
         + " more than 24 hours from now; no job can be delayed for longer";
}

} // namespace cordon::intake
