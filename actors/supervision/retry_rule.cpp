// SPDX-License-Identifier: Apache-2.0
#include "supervision/retry_rule.hpp"

#include "delay/delayed_record.hpp"

#include <string>

namespace cordon::supervision {

namespace {

std::string last_of(uint32_t attempts, const std::string& why) {
  return (attempts == 1 ? "The job failed in its only attempt: "
                        : "The job failed in each of its " + std::to_string(attempts)
                              + " attempts; the last time: ")
         + why;
}

} // namespace

void retry_rule::conclude(const job::run& run, job::result& result) const {
  if (!run.request)
    return;
  result.attempt = run.request->first.attempts + 1;
  const auto granted = run.job->max_retries;
  // What is a dead letter already was given up for good.
  if (!result.can_retry || granted == 0 || !result.dead_letter_reason.empty())
    return;
  if (result.attempt > granted || !delay::obstacle_to_delay(*run.request->record).empty())
    result.dead_letter_reason = last_of(result.attempt, result.error_message);
  else
    result.retry_at_ms = now_ms_() + pause_.after(result.attempt).count();
}

} // namespace cordon::supervision
