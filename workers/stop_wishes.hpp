// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace cordon::workers {

/// Tells whether a stop signal is a wish of its own: `timeout`, a supervisor or a terminal send the
/// process and its group the same one within moments. Not thread-safe.
class stop_wishes {
public:
  using clock = std::chrono::steady_clock;

  /// What comes so soon after the first wish is its echo.
  static constexpr std::chrono::milliseconds echo_span{500};

  enum class wish : uint8_t { first, echo, second };

  wish take(clock::time_point now) {
    if (!first_) {
      first_ = now;
      return wish::first;
    }
    return now - *first_ <= echo_span ? wish::echo : wish::second;
  }

private:
  std::optional<clock::time_point> first_;
};

} // namespace cordon::workers
