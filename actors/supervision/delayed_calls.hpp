// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"

#include <chrono>
#include <functional>
#include <memory>

namespace cordon::supervision {

/// Calls back, each after the same time, in the order of asking; on the loop's thread. Any thread
/// may ask.
class delayed_calls {
public:
  /// The loop outlives this.
  delayed_calls(io::event_loop& loop, std::chrono::milliseconds delay);
  /// What is still due is never called, and no call is under way any more. Not from the loop's
  /// thread.
  ~delayed_calls();

  delayed_calls(const delayed_calls&) = delete;
  delayed_calls& operator=(const delayed_calls&) = delete;

  void add(std::function<void()> call);

private:
  struct state;
  io::event_loop& loop_;
  std::shared_ptr<state> state_;
};

} // namespace cordon::supervision
