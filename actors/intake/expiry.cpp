// SPDX-License-Identifier: Apache-2.0
#include "intake/expiry.hpp"

#include "job/timestamp.hpp"

#include <cmath>
#include <limits>

namespace cordon::intake {

std::optional<int64_t> deadline_of(const job::job& job, int64_t timestamp_ms) {
  if (job.expires_at_ms)
    return job.expires_at_ms;
  if (!job.expires_after_seconds || timestamp_ms < 0)
    return std::nullopt;
  // The producer writes the timestamp: it can be any number.
  const int64_t after_ms = std::llround(*job.expires_after_seconds * 1000);
  constexpr int64_t latest = std::numeric_limits<int64_t>::max();
  return timestamp_ms > latest - after_ms ? latest : timestamp_ms + after_ms;
}

std::shared_ptr<const job::result> answer_if_expired(const job::job& job, int64_t timestamp_ms,
                                                     int64_t now_ms) {
  const auto deadline = deadline_of(job, timestamp_ms);
  if (!deadline || now_ms < *deadline)
    return nullptr;
  return std::make_shared<const job::result>(job::make_failure(
      job::status::expired, job::error_type::CancelledError,
      "the job expired at " + job::to_rfc3339(*deadline) + ", before it could be started"));
}

} // namespace cordon::intake
