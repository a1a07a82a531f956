// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stdexcept>
#include <sys/eventfd.h>

namespace cordon::intake {

/// Counts the jobs between entry and exit and holds the entry up while there are too many, so that
/// a stream of any length takes constant memory. Who waited for room is woken when a quarter of it
/// is free, not for each job that leaves. Thread-safe.
class admission {
public:
  /// Throws std::runtime_error where the system has no descriptor left.
  explicit admission(uint32_t max_in_flight)
      : max_in_flight_(max_in_flight), wake_at_(max_in_flight - std::max(max_in_flight / 4, 1u)),
        closed_fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!closed_fd_)
      throw std::runtime_error("cannot make an eventfd");
  }

  /// Waits for room, then counts one in. False once closed: nothing more may enter.
  bool enter() {
    std::unique_lock lock(mutex_);
    if (in_flight_ >= max_in_flight_)
      changed_.wait(lock, [this] { return closed_ || in_flight_ <= wake_at_; });
    if (closed_)
      return false;
    ++in_flight_;
    return true;
  }

  /// Counts one out.
  void leave() {
    std::lock_guard lock(mutex_);
    if (--in_flight_ <= wake_at_)
      changed_.notify_all();
  }

  /// Lets nothing more in and frees whoever waits.
  void close() {
    std::lock_guard lock(mutex_);
    closed_ = true;
    eventfd_write(closed_fd_.get(), 1);
    changed_.notify_all();
  }

  /// Readable once closed: for who waits for input.
  int closed_fd() const { return closed_fd_.get(); }

  /// Waits until all that entered have left. False when closed.
  bool wait_until_empty() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || in_flight_ == 0; });
    return !closed_;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  uint32_t max_in_flight_;
  uint32_t wake_at_;
  uint32_t in_flight_ = 0;
  bool closed_ = false;
  io::unique_fd closed_fd_;
};

} // namespace cordon::intake
