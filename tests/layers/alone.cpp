// SPDX-License-Identifier: Apache-2.0
#include "alone.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cordon::layers {

namespace {

/// Beyond every errno.
constexpr int layer_failed = 200;
constexpr unsigned longest_seconds = 60;

std::string name_of_errno(int value) {
  const char* name = strerrorname_np(value);
  return name ? name : "errno " + std::to_string(value);
}

std::string name_of_signal(int status) {
  const char* name = sigabbrev_np(WTERMSIG(status));
  return "SIG" + std::string(name ? name : "?") + (WCOREDUMP(status) ? " and a core" : "");
}

[[noreturn]] void run(const step& attack, const step& layer) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (int signal = 1; signal < NSIG; ++signal) // those of the test framework
    std::signal(signal, SIG_DFL);
  alarm(longest_seconds);
  if (layer() != 0)
    _exit(layer_failed);
  _exit(attack());
}

} // namespace

int errno_unless(bool worked) {
  return worked ? 0 : errno;
}

std::string attempt(const step& attack, const step& layer) {
  const auto child = fork();
  if (child < 0)
    throw std::runtime_error("cannot fork");
  if (child == 0)
    run(attack, layer);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status))
    return name_of_signal(status);
  switch (const int code = WEXITSTATUS(status)) {
  case 0:
    return "got it";
  case layer_failed:
    return "the layer could not be put on";
  default:
    return name_of_errno(code);
  }
}

step all_of(step first, step second) {
  return [first = std::move(first), second = std::move(second)] {
    const int failed = first();
    return failed != 0 ? failed : second();
  };
}

} // namespace cordon::layers
