// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "job/error.hpp"
#include "oom_watch.hpp"

#include <memory>
#include <sys/types.h>

namespace cordon::runner {

/// A fresh pid namespace below the runner's own, held open by a tiny init that shares the runner's
/// memory and does nothing but wait: so a program is never PID 1, where signals to itself would be
/// lost, and all of its processes die with the init. Not thread-safe; one at a time.
class pid_namespace {
public:
  /// Costs one clone(CLONE_VM): made ahead, while the runner waits for its next job. It ends, with
  /// all inside, when the kernel has killed a process that `watch` counts.
  static expected<pid_namespace> make(const oom_watch& watch);

  pid_namespace(pid_namespace&&) = default;
  pid_namespace& operator=(pid_namespace&& other) noexcept {
    end();
    init_ = other.init_;
    pidfd_ = std::move(other.pidfd_);
    return *this;
  }
  ~pid_namespace() { end(); }

  /// The next child of the calling process is born inside. 0, or the errno.
  int direct_children_into_it() noexcept;

  /// Kills every process inside but those the runner has still to wait for.
  void kill_all() noexcept;

  /// Kills every process inside and waits until none is left. The runner's own children inside must
  /// have been waited for.
  void end() noexcept;

private:
  pid_namespace(pid_t init, io::unique_fd pidfd) : init_(init), pidfd_(std::move(pidfd)) {}

  pid_t init_ = -1;
  io::unique_fd pidfd_;
};

/// The next children of the calling process are born beside it again. 0, or the errno.
int direct_children_into_own_pid_namespace() noexcept;

} // namespace cordon::runner
