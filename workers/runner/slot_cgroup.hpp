// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "jail/messages.hpp"
#include "job/limits.hpp"

#include <vector>

namespace cordon::runner {

/// The version 1 cgroups of a slot, by descriptors that the worker opened; or none, where the
/// machine has none to give: then every call does nothing. Holds one job after the other.
class slot_cgroup {
public:
  slot_cgroup() = default;
  /// `files` in the order of jail::cgroup_file, or empty.
  explicit slot_cgroup(std::vector<io::unique_fd> files) : files_(std::move(files)) {}

  bool in_force() const { return !files_.empty(); }
  /// -1 without cgroups.
  int fd(jail::cgroup_file file) const { return in_force() ? files_[file].get() : -1; }

  /// Sets the limits of the next job and begins its measures.
  expected<void> begin(const job::limits&);

  /// The most memory that was charged at once since `begin`, in bytes, less what was there before.
  uint64_t memory_peak() const;
  /// Kills by the memory limit since `begin`.
  uint32_t oom_kills() const;

private:
  expected<void> write_number(jail::cgroup_file file, uint64_t value);
  uint64_t oom_kill_count() const;
  expected<uint64_t> charged();
  expected<void> await_release();

  std::vector<io::unique_fd> files_;
  uint64_t memory_limit_ = 0;
  uint64_t process_limit_ = 0;
  uint64_t memory_before_ = 0;
  uint64_t tolerated_remains_ = 0; ///< bytes that were not released in time
  uint64_t oom_kills_before_ = 0;
};

} // namespace cordon::runner
