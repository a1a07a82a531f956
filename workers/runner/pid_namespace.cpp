// SPDX-License-Identifier: Apache-2.0
#include "pid_namespace.hpp"

#include "pidfd.hpp"
#include "privileged_call.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <poll.h>
#include <sched.h>
#include <signal.h>

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

void close_all_but(int kept) noexcept {
  if (kept > 0)
    bare_syscall(SYS_close_range, 0, kept - 1, 0);
  bare_syscall(SYS_close_range, kept + 1, ~0u, 0);
}

/// Orphans of the program become children of the init: ignoring SIGCHLD reaps them. Its end is that
/// of the namespace.
int wait_for_the_end(void* last_straw) noexcept {
  const kernel_sigaction ignore{SIG_IGN, 0, nullptr, 0};
  // A negative descriptor is never ready, see poll(2).
  pollfd watched{static_cast<int>(reinterpret_cast<intptr_t>(last_straw)), POLLIN, 0};
  close_all_but(watched.fd);
  bare_syscall(SYS_rt_sigaction, SIGCHLD, reinterpret_cast<long>(&ignore), 0, sizeof ignore.mask);
  while (bare_syscall(SYS_poll, reinterpret_cast<long>(&watched), 1, -1) <= 0) {
  }
  return 0;
}

alignas(16) std::array<std::byte, 16384> init_stack;

int own_pid_namespace() noexcept {
  static const int self = pidfd_open(getpid(), 0);
  return self;
}

} // namespace

expected<pid_namespace> pid_namespace::make(int last_straw) {
  int pidfd = -1;
  // The init inherits the runner's handlers; blocked, none of them ever runs in it.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  // glibc leaves what it takes for the thread's storage in the register of a sixth argument.
  auto* const key = reinterpret_cast<void*>(uintptr_t{privileged_key});
  const pid_t init = clone(wait_for_the_end, init_stack.data() + init_stack.size(),
                           CLONE_VM | CLONE_NEWPID | CLONE_PIDFD | SIGCHLD,
                           reinterpret_cast<void*>(static_cast<intptr_t>(last_straw)), &pidfd, key);
  const int failed = errno;
  sigprocmask(SIG_SETMASK, &before, nullptr);
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
