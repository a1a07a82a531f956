// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"

#include <memory>
#include <utility>

namespace cordon::test {

/// Holds an object that lives on a loop's thread: made, used and destroyed there.
template <class T>
class on_loop {
public:
  /// `make` gives a std::unique_ptr<T>.
  template <class Make>
  on_loop(io::event_loop& loop, Make make) : loop_(loop) {
    loop_.run_and_wait([&] { held_ = make(); });
  }
  ~on_loop() { reset(); }

  on_loop(const on_loop&) = delete;
  on_loop& operator=(const on_loop&) = delete;

  template <class Use>
  void with(Use use) {
    loop_.run_and_wait([&] { use(*held_); });
  }

  void reset() {
    loop_.run_and_wait([&] { held_.reset(); });
  }

private:
  io::event_loop& loop_;
  std::unique_ptr<T> held_;
};

/// Waits until the loop has looked at all its descriptors and due timers at least once more.
inline void let_turn(io::event_loop& loop) {
  for (int i = 0; i < 3; ++i)
    loop.run_and_wait([] {});
}

} // namespace cordon::test
