// SPDX-License-Identifier: Apache-2.0
#include "pid_namespace.hpp"

#include "oom_watch.hpp"
#include "pidfd.hpp"
#include "privileged_call.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <time.h>

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

/// A system call without errno: the init shares this process's memory, thread-local storage and
/// all.
long bare_syscall(long number, long a = 0, long b = 0, long c = 0, long d = 0) noexcept {
  long result;
  register long r10 asm("r10") = d;
  asm volatile("syscall"
               : "=a"(result)
               : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10)
               : "rcx", "r11", "memory");
  return result;
}

/// As rt_sigaction(2) wants it from those who come without libc.
struct kernel_sigaction {
  void (*handler)(int);
  unsigned long flags;
  void (*restorer)();
  unsigned long mask;
};

void close_all_but(const oom_watch& kept) noexcept {
  const int low = std::min(kept.event, kept.counts);
  const int high = std::max(kept.event, kept.counts);
  if (low > 0)
    bare_syscall(SYS_close_range, 0, low - 1, 0);
  if (high > low + 1)
    bare_syscall(SYS_close_range, low + 1, high - 1, 0);
  bare_syscall(SYS_close_range, high + 1, ~0u, 0);
}

uint64_t count_kills(const oom_watch& watch) noexcept {
  std::array<char, 256> text;
  const long size =
      bare_syscall(SYS_pread64, watch.counts, reinterpret_cast<long>(text.data()), text.size(), 0);
  return size > 0 ? oom_kills_in({text.data(), static_cast<size_t>(size)}) : 0;
}

/// The event comes before the kernel kills, and comes too where a cgroup above has run out and the
/// kernel picks another's process: so what counts is the count, for which this waits 2 seconds.
bool has_lost_one(const oom_watch& watch, uint64_t kills_before) noexcept {
  constexpr long longest_ns = 512'000'000;
  uint64_t events;
  bare_syscall(SYS_read, watch.event, reinterpret_cast<long>(&events), sizeof events);
  for (timespec pause{0, 500'000}; pause.tv_nsec <= longest_ns; pause.tv_nsec *= 2) {
    if (count_kills(watch) != kills_before)
      return true;
    bare_syscall(SYS_nanosleep, reinterpret_cast<long>(&pause));
  }
  return count_kills(watch) != kills_before;
}

/// Orphans of the program become children of the init: ignoring SIGCHLD reaps them. Its end is that
/// of the namespace.
int wait_for_the_end(void* argument) noexcept {
  const oom_watch watch = *static_cast<const oom_watch*>(argument);
  const kernel_sigaction ignore{SIG_IGN, 0, nullptr, 0};
  close_all_but(watch);
  bare_syscall(SYS_rt_sigaction, SIGCHLD, reinterpret_cast<long>(&ignore), 0, sizeof ignore.mask);
  const auto kills_before = watch.event < 0 ? 0 : count_kills(watch);
  // A negative descriptor is never ready, see poll(2).
  pollfd watched{watch.event, POLLIN, 0};
  while (bare_syscall(SYS_poll, reinterpret_cast<long>(&watched), 1, -1) <= 0
         || !has_lost_one(watch, kills_before)) {
  }
  return 0;
}

/// Of the one init that there is: both outlive `make`.
oom_watch init_watch;
alignas(16) std::array<std::byte, 16384> init_stack;

int own_pid_namespace() noexcept {
  static const int self = pidfd_open(getpid(), 0);
  return self;
}

} // namespace

expected<pid_namespace> pid_namespace::make(const oom_watch& watch) {
  int pidfd = -1;
  // The init inherits the runner's handlers; blocked, none of them ever runs in it.
  // glibc's own function spares the two signals that it keeps to itself.
  const uint64_t all = ~uint64_t{0};
  uint64_t before = 0;
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, &before, sizeof all);
  init_watch = watch;
  // glibc leaves what it takes for the thread's storage in the register of a sixth argument.
  auto* const key = reinterpret_cast<void*>(uintptr_t{privileged_key});
  const pid_t init =
      clone(wait_for_the_end, init_stack.data() + init_stack.size(),
            CLONE_VM | CLONE_NEWPID | CLONE_PIDFD | SIGCHLD, &init_watch, &pidfd, key);
  const int failed = errno;
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &before, nullptr, sizeof before);
  if (init < 0)
    return system_failure("cannot make a pid namespace", "clone", failed);
  return pid_namespace(init, io::unique_fd(pidfd));
}

int pid_namespace::direct_children_into_it() noexcept {
  return privileged_call(SYS_setns, pidfd_.get(), CLONE_NEWPID) == 0 ? 0 : errno;
}

void pid_namespace::kill_all() noexcept {
  if (pidfd_)
    pidfd_send_signal(pidfd_.get(), SIGKILL, nullptr, 0);
}

void pid_namespace::end() noexcept {
  if (!pidfd_)
    return;
  kill_all();
  // Any other child that is left inside would keep the init from ending.
  for (pid_t reaped = 0; reaped != init_;) {
    reaped = waitpid(-1, nullptr, __WALL);
    if (reaped < 0 && errno != EINTR)
      break;
  }
  pidfd_.reset();
}

int direct_children_into_own_pid_namespace() noexcept {
  return privileged_call(SYS_setns, own_pid_namespace(), CLONE_NEWPID) == 0 ? 0 : errno;
}

} // namespace cordon::runner
