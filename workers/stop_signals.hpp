// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace cordon::workers {

/// Blocks SIGINT and SIGTERM in this thread and all that it starts from now on; called first thing
/// in `main`, so that only a `stop_signals` takes them.
void block_stop_signals();

/// Waits for SIGINT or SIGTERM on a thread of its own. The first calls back there; a second, but no
/// echo of the first (`stop_wishes`), ends the process at once with exit code 130.
class stop_signals {
public:
  /// `before_exit` may be empty; it is called on a second signal, while all else goes on.
  explicit stop_signals(std::function<void()> on_first, std::function<void()> before_exit = {});
  ~stop_signals();

  stop_signals(const stop_signals&) = delete;
  stop_signals& operator=(const stop_signals&) = delete;

  /// Whether one has come.
  bool seen() const { return seen_; }

private:
  void heed(const std::function<void()>& on_first, const std::function<void()>& before_exit);

  std::atomic<bool> seen_{false};
  std::atomic<bool> closing_{false};
  std::thread thread_;
};

} // namespace cordon::workers
