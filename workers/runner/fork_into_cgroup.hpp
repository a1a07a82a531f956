// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <sys/types.h>

namespace cordon::runner {

/// Forks children that are in a version 2 cgroup from their first instruction on: to move a process
/// afterwards takes a lock that can wait 10 ms. glibc has no fork that does this, so this one does
/// what glibc's does for a process with one thread: C and Python do not notice. Handlers of
/// pthread_atfork are not called.
class birth_inside {
public:
  /// Tries it once, with a child that ends at once. Nothing where the kernel (before Linux 5.7, or
  /// without CONFIG_CHECKPOINT_RESTORE), a filter or the cgroup's owner does not let it. Before
  /// this process is confined; `folder` is not owned and has to stay open.
  static std::optional<birth_inside> of(int folder) noexcept;

  /// As fork(2).
  pid_t fork() const noexcept;

private:
  int folder_ = -1;
  int* thread_id_ = nullptr;    ///< where this thread's descriptor has its id
  void* robust_list_ = nullptr; ///< of robust mutexes, which a child tells the kernel anew
  size_t robust_list_length_ = 0;
};

} // namespace cordon::runner
