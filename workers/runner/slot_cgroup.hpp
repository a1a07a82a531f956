// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fork_into_cgroup.hpp"
#include "io/unique_fd.hpp"
#include "jail/messages.hpp"
#include "job/limits.hpp"
#include "oom_watch.hpp"

#include <array>
#include <optional>
#include <vector>

namespace cordon::runner {

/// The cgroup of a slot's programs, of version 1 or 2, by descriptors that the worker opened; or
/// none, where the machine has none to give: then every call does nothing. Holds one job after the
/// other.
class slot_cgroup {
public:
  slot_cgroup() = default;
  /// `fds[i]` is `files[i]`; both may be empty.
  static expected<slot_cgroup> of(const std::vector<jail::cgroup_file>& files,
                                  std::vector<io::unique_fd> fds);

  bool in_force() const { return fd(jail::cgroup_file::memory_limit) >= 0; }

  /// Moves this process to the runners' place, where there is one; before it becomes another user.
  expected<void> take_runner_in();
  /// Finds out whether programs can be born inside; before this process is confined.
  void prepare_births();

  /// fork(2), and the child is inside where it can be born there.
  pid_t fork_program() const noexcept;
  /// Where a child that is not born inside writes 0 to be; -1 for nowhere.
  std::array<int, 2> ways_in() const noexcept;

  /// Sets the limits of the next job and begins its measures.
  expected<void> begin(const job::limits&);
  /// For whoever ends the rest of a job when the kernel has killed one process of it.
  oom_watch oom() const;
  /// Kills what is alive inside, where the kernel can do that.
  void kill_what_is_left() noexcept;

  /// The most memory that was charged at once since `begin`, in bytes, less what was there before.
  /// Where that can't be told: the limit where there were `oom_kills`, else `largest_process`.
  uint64_t memory_peak(uint64_t largest_process, uint32_t oom_kills) const;
  /// Kills for want of memory since `begin`.
  uint32_t oom_kills() const;

private:
  int fd(jail::cgroup_file file) const { return files_[static_cast<size_t>(file)].get(); }
  expected<void> set(jail::cgroup_file file, uint64_t value);
  expected<void> limit_memory(uint64_t bytes);
  void begin_measuring_memory();
  uint64_t oom_kill_count() const;
  void await_release();

  std::array<io::unique_fd, jail::cgroup_file_count> files_;
  std::optional<birth_inside> birth_;
  uint64_t memory_limit_ = 0;
  uint64_t process_limit_ = 0;
  bool peak_is_fresh_ = false;
  uint64_t peak_before_ = 0;
  uint64_t memory_before_ = 0;
  uint64_t tolerated_remains_ = 0; ///< bytes that were not released in time
  uint64_t oom_kills_before_ = 0;
};

} // namespace cordon::runner
