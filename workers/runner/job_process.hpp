// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/limits.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace cordon::runner {

/// What the child that becomes a program needs to confine itself. Descriptors are the runner's.
struct confinement {
  int stdin_fd;
  int stdout_fd;
  int stderr_fd;
  int verdict_fd;
  int mount_fd;                  ///< the job's tmpfs
  int root_fd;                   ///< O_PATH of /
  int devices_fd;                ///< O_PATH of /dev
  std::array<int, 2> cgroup_fds; ///< where writing 0 joins a cgroup; -1: nowhere
  bool has_cgroup;
  int landlock_abi; ///< 0 without landlock
  job::limits limits;
  std::span<const uint16_t> ports; ///< to which TCP may connect
  uint64_t base_address_space;     ///< bytes mapped before the program starts, for the rlimit
  uint32_t base_processes;         ///< of this user in this user namespace, for the rlimit
};

/// What a child tells the runner through memory that both see until the program starts.
struct start_record {
  const char* volatile failed_step; ///< a literal, at the same address in both; nullptr: none
  volatile int errno_value;
  volatile int64_t confined_at_ns; ///< steady clock; 0 before
};

/// Descriptor of the verdict's memfd in a confined process; the streams are 0 to 2.
inline constexpr int confined_verdict_fd = 3;

/// Confines the calling process, a fresh fork in its own pid namespace, step by step: cgroup, mount
/// namespace, descriptors, rlimits, capabilities, landlock, seccomp. Only async-signal-safe calls.
/// False after a step that failed and is named in `record`; nothing may run then.
bool confine(const confinement&, start_record& record) noexcept;

} // namespace cordon::runner
