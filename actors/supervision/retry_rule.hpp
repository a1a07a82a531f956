// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "delay/backoff.hpp"
#include "job/run.hpp"
#include "job/wall_clock.hpp"

#include <cstdint>
#include <functional>
#include <utility>

namespace cordon::supervision {

/// What becomes of a job whose attempt is over: an answer, another attempt, or a dead letter
/// besides. Not thread-safe.
class retry_rule {
public:
  explicit retry_rule(delay::backoff pause,
                      std::function<int64_t()> now_ms = job::milliseconds_since_epoch)
      : pause_(std::move(pause)), now_ms_(std::move(now_ms)) {}

  /// Notes in the result which attempt it is of; where it can be retried, when the next one comes,
  /// or that this was the last. A job that did not come from Kafka has one attempt.
  void conclude(const job::run& run, job::result& result) const;

private:
  delay::backoff pause_;
  std::function<int64_t()> now_ms_;
};

} // namespace cordon::supervision
