// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <utility>

namespace cordon::delay {

/// How long a job waits before its next attempt: a second after the first one, twice as long after
/// each further one up to ten minutes, and each time by a random factor from 0.5 to 1.5, so that
/// what failed together does not come again together. Not thread-safe.
class backoff {
public:
  /// `random` gives numbers from 0 to below 1, evenly.
  explicit backoff(std::function<double()> random) : random_(std::move(random)) {}

  /// `attempts` were made. @pre above 0
  std::chrono::milliseconds after(uint32_t attempts) const;

private:
  std::function<double()> random_;
};

/// Numbers for a backoff, others for each.
std::function<double()> even_random();

} // namespace cordon::delay
