// SPDX-License-Identifier: Apache-2.0
#include "fork_into_cgroup.hpp"

#include "privileged_call.hpp"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <linux/sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

template <class T>
uint64_t address(T* pointer) noexcept {
  return reinterpret_cast<uintptr_t>(pointer);
}

} // namespace

std::optional<birth_inside> birth_inside::of(int folder) noexcept {
  birth_inside birth;
  birth.folder_ = folder;
  if (prctl(PR_GET_TID_ADDRESS, &birth.thread_id_) != 0 || birth.thread_id_ == nullptr
      || *birth.thread_id_ != gettid()
      || syscall(SYS_get_robust_list, 0, &birth.robust_list_, &birth.robust_list_length_) != 0)
    return std::nullopt;
  const pid_t child = birth.fork();
  if (child == 0)
    _exit(0);
  if (child < 0)
    return std::nullopt;
  while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
  }
  return birth;
}

/// See clone(2). glibc keeps the thread's id in its descriptor; the kernel writes the child's
/// there, and clears it at its end, as for glibc's own fork.
pid_t birth_inside::fork() const noexcept {
  clone_args arguments{};
  arguments.flags = CLONE_INTO_CGROUP | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID;
  arguments.child_tid = address(thread_id_);
  arguments.exit_signal = SIGCHLD;
  arguments.cgroup = static_cast<uint64_t>(folder_);
  const auto child = static_cast<pid_t>(privileged_call(SYS_clone3, &arguments, sizeof arguments));
  if (child == 0)
    syscall(SYS_set_robust_list, robust_list_, robust_list_length_);
  return child;
}

} // namespace cordon::runner
