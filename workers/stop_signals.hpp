// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace cordon::workers {

/// Blocks SIGINT and SIGTERM in this thread and all that it starts from now on; called first thing
/// in `main`, so that only a `stop_signals` takes them.
void block_stop_signals();

/// Waits for SIGINT or SIGTERM on a thread of its own. The first calls back there; a second ends
/// the process at once with exit code 130.
class stop_signals {
public:
  explicit stop_signals(std::function<void()> on_first);
  ~stop_signals();

  stop_signals(const stop_signals&) = delete;
  stop_signals& operator=(const stop_signals&) = delete;

  /// Whether one has come.
  bool seen() const { return seen_; }

private:
  std::atomic<bool> seen_{false};
  std::atomic<bool> closing_{false};
  std::thread thread_;
};

} // namespace cordon::workers
