// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace cordon::job {

/// The time of day since the epoch, in whole `Unit`s.
template <class Unit>
int64_t since_epoch() {
  return std::chrono::duration_cast<Unit>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

inline int64_t milliseconds_since_epoch() {
  return since_epoch<std::chrono::milliseconds>();
}

inline int64_t microseconds_since_epoch() {
  return since_epoch<std::chrono::microseconds>();
}

} // namespace cordon::job
