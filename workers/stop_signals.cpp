// SPDX-License-Identifier: Apache-2.0
#include "stop_signals.hpp"

#include "cli.hpp"

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

stop_signals::stop_signals(std::function<void()> on_first)
    : thread_([this, on_first = std::move(on_first)] {
        const auto set = stop_set();
        for (int signal = 0; sigwait(&set, &signal) == 0 && !closing_;) {
          if (seen_.exchange(true))
            _exit(static_cast<int>(exit_code::interrupted));
          on_first();
        }
      }) {}

stop_signals::~stop_signals() {
  closing_ = true;
  pthread_kill(thread_.native_handle(), wake_signal);
  thread_.join();
}

} // namespace cordon::workers
