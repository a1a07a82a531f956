// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace cordon::intake {

/// Counts the jobs between entry and exit and holds the entry up while there are too many, so that
/// a stream of any length takes constant memory. Thread-safe.
class admission {
public:
  explicit admission(uint32_t max_in_flight) : max_in_flight_(max_in_flight) {}

  /// Waits for room, then counts one in. False once closed: nothing more may enter.
  bool enter() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || in_flight_ < max_in_flight_; });
    if (closed_)
      return false;
    ++in_flight_;
    return true;
  }

  /// Counts one out.
  void leave() {
    std::lock_guard lock(mutex_);
    --in_flight_;
    changed_.notify_all();
  }

  /// Lets nothing more in and frees whoever waits.
  void close() {
    std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

  /// Waits until all that entered have left. False when closed before.
  bool wait_until_empty() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || in_flight_ == 0; });
    return in_flight_ == 0;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  uint32_t max_in_flight_;
  uint32_t in_flight_ = 0;
  bool closed_ = false;
};

} // namespace cordon::intake
