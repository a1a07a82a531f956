// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>

namespace cordon::supervision {

/// How often stages may be restarted before something is so wrong that the worker must stop.
class restart_budget {
public:
  using time_point = std::chrono::steady_clock::time_point;

  explicit restart_budget(size_t restarts = 5,
                          std::chrono::seconds window = std::chrono::seconds(30))
      : restarts_(restarts), window_(window) {}

  /// Takes one restart at `now`; false when that is one too many within the window.
  bool take(time_point now) {
    while (!taken_.empty() && now - taken_.front() >= window_)
      taken_.pop_front();
    taken_.push_back(now);
    return taken_.size() <= restarts_;
  }

private:
  size_t restarts_;
  std::chrono::seconds window_;
  std::deque<time_point> taken_;
};

} // namespace cordon::supervision
