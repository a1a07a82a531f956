// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace cordon::test {

/// Counts what happens on another thread, so that a test can wait for it without sleeping.
class tally {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
    changed_.notify_all();
  }

  /// True as soon as `count` things have happened; false when they have not after ten seconds.
  bool reaches(size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return count_ >= count; });
  }

  size_t count() const {
    std::lock_guard lock(mutex_);
    return count_;
  }

private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  size_t count_ = 0;
};

} // namespace cordon::test
