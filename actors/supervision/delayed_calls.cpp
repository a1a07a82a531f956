// SPDX-License-Identifier: Apache-2.0
#include "supervision/delayed_calls.hpp"

#include <deque>
#include <optional>
#include <utility>

namespace cordon::supervision {

/// Used on the loop's thread alone.
struct delayed_calls::state {
  using clock = std::chrono::steady_clock;

  struct call {
    clock::time_point due;
    std::function<void()> run;
  };

  explicit state(std::chrono::milliseconds wait) : delay(wait) {}

  void add(std::function<void()> run) {
    if (!timer)
      return; // closed
    calls.push_back({clock::now() + delay, std::move(run)});
    if (calls.size() == 1)
      timer->start(delay);
  }

  void run_due() {
    const auto now = clock::now();
    while (!calls.empty() && calls.front().due <= now) {
      const auto run = std::move(calls.front().run);
      calls.pop_front();
      run();
    }
    if (!calls.empty())
      timer->start(std::chrono::ceil<std::chrono::milliseconds>(calls.front().due - now));
  }

  const std::chrono::milliseconds delay;
  std::deque<call> calls;
  std::optional<io::timer> timer;
};

delayed_calls::delayed_calls(io::event_loop& loop, std::chrono::milliseconds delay)
    : loop_(loop), state_(std::make_shared<state>(delay)) {
  loop_.post(
      [&loop, to = state_] { to->timer.emplace(loop, [own = to.get()] { own->run_due(); }); });
}

delayed_calls::~delayed_calls() {
  loop_.run_and_wait([this] {
    state_->timer.reset();
    state_->calls.clear();
  });
}

void delayed_calls::add(std::function<void()> call) {
  loop_.post([to = state_, call = std::move(call)]() mutable { to->add(std::move(call)); });
}

} // namespace cordon::supervision
