// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cordon::jail {

/// A mounted hierarchy of cgroups, and where in it this process is.
struct cgroup_hierarchy {
  std::string mount; ///< "/sys/fs/cgroup"
  std::string own;   ///< this process's cgroup below `mount`: "", or "/system.slice/…"

  std::string own_folder() const { return mount + own; }
};

/// The hierarchies that matter here.
struct cgroup_mounts {
  std::optional<cgroup_hierarchy> unified; ///< version 2, whatever controllers it has
  std::optional<cgroup_hierarchy> memory;  ///< version 1
  std::optional<cgroup_hierarchy> pids;    ///< version 1
};

/// Reads /proc/self/mountinfo and /proc/self/cgroup: proc_pid_mountinfo(5), cgroups(7).
cgroup_mounts parse_cgroup_mounts(std::string_view mountinfo, std::string_view own_cgroups);

/// Those of this process.
cgroup_mounts find_cgroup_mounts();

} // namespace cordon::jail
