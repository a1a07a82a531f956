// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "alone.hpp"
#include "job/limits.hpp"
#include "slot_cgroup.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

/// The runner's own steps, each to be put on alone. That they can be is of these tests: the runner
/// has no switch that leaves one out.
namespace cordon::layers {

/// Both filters that hold for a program.
step seccomp();

/// The rules of a program's files, with these folders in the place of its own; TCP to no port.
step landlock(std::array<std::string, 3> writable);

/// The minimal root in a mount namespace, without a user namespace where root runs this.
step minimal_root();

/// The user that a slot has on the host.
step host_user(uint32_t uid);

/// What no process of a jail gets back, and what its main process gives away.
step no_capabilities();

/// The rlimits of a program. `memory_by_cgroup` leaves memory to a cgroup.
step rlimits(const job::limits& limits, bool memory_by_cgroup);

step no_core_dumps();

/// The streams and the verdict, all of them /dev/null here, and no other descriptor.
step streams_only();

/// A cgroup that was begun with the limits of a job.
step cgroup(const runner::slot_cgroup& slot);

/// Namespaces by their flags, of those that enter_namespaces makes all at once.
step namespaces(int flags);

} // namespace cordon::layers
