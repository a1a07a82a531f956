// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace cordon::intake {

/// What other threads leave for one that does it when it comes by.
class posted_work {
public:
  /// `wake` is called, from any thread, when the first work waits. Not any more after `end`.
  explicit posted_work(std::function<void()> wake) : wake_(std::move(wake)) {}

  /// Any thread. Forgotten after `end`.
  void post(std::function<void()> work) {
    std::lock_guard lock(mutex_);
    if (has_ended_)
      return;
    waiting_.push_back(std::move(work));
    if (waiting_.size() == 1)
      wake_();
  }

  /// Does what was posted before, in the order of posting.
  void run() {
    for (auto& one : take())
      one();
  }

  /// Nothing is done any more.
  void end() {
    std::lock_guard lock(mutex_);
    has_ended_ = true;
    waiting_.clear();
  }

private:
  std::vector<std::function<void()>> take() {
    std::lock_guard lock(mutex_);
    return std::exchange(waiting_, {});
  }

  std::function<void()> wake_;
  std::mutex mutex_;
  std::vector<std::function<void()>> waiting_; // guarded by mutex_
  bool has_ended_ = false;                     // guarded by mutex_
};

} // namespace cordon::intake
