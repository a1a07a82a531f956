// SPDX-License-Identifier: Apache-2.0
#include "stop_signals.hpp"

#include "cli.hpp"
#include "stop_wishes.hpp"

#include <csignal>
#include <pthread.h>
#include <unistd.h>

namespace cordon::workers {

namespace {

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

/// Wakes the waiting thread for its end.
constexpr int wake_signal = SIGTERM;

} // namespace

void block_stop_signals() {
  const auto set = stop_set();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

stop_signals::stop_signals(std::function<void()> on_first, std::function<void()> before_exit)
    : thread_([this, on_first = std::move(on_first), before_exit = std::move(before_exit)] {
        heed(on_first, before_exit);
      }) {}

void stop_signals::heed(const std::function<void()>& on_first,
                        const std::function<void()>& before_exit) {
  const auto set = stop_set();
  stop_wishes wishes;
  for (int signal = 0; sigwait(&set, &signal) == 0 && !closing_;) {
    const auto wish = wishes.take(stop_wishes::clock::now());
    if (wish == stop_wishes::wish::first) {
      seen_ = true;
      on_first();
    } else if (wish == stop_wishes::wish::second) {
      if (before_exit)
        before_exit();
      _exit(static_cast<int>(exit_code::interrupted));
    }
  }
}

stop_signals::~stop_signals() {
  closing_ = true;
  pthread_kill(thread_.native_handle(), wake_signal);
  thread_.join();
}

} // namespace cordon::workers
