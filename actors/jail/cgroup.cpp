// SPDX-License-Identifier: Apache-2.0
#include "jail/cgroup.hpp"

#include "jail/cgroup_folder.hpp"
#include "jail/cgroup_v1.hpp"
#include "jail/cgroup_v2.hpp"

namespace cordon::jail {

namespace {

/// A controller is in one hierarchy only: one that is in use by version 1 is not offered here.
bool offers_memory_and_pids(const cgroup_hierarchy& unified) {
  const auto controllers = read_cgroup_file(unified.mount + "/cgroup.controllers");
  return has_word(controllers, "memory") && has_word(controllers, "pids");
}

} // namespace

void open_cgroup::add(cgroup_file file, io::unique_fd fd) {
  if (!fd)
    return;
  files.push_back(file);
  fds.push_back(std::move(fd));
}

expected<std::unique_ptr<cgroup_tree>> cgroup_tree::make(const std::string& root) {
  return make(root, find_cgroup_mounts());
}

expected<std::unique_ptr<cgroup_tree>> cgroup_tree::make(const std::string& root,
                                                         const cgroup_mounts& mounts) {
  const bool has_version_one = mounts.memory && mounts.pids;
  if (mounts.unified && (offers_memory_and_pids(*mounts.unified) || !has_version_one))
    return cgroup_v2::make(root, *mounts.unified);
  return cgroup_v1::make(root, mounts);
}

/// Counted until a process is gone for good, unlike what cgroup.procs lists.
bool cgroup_tree::has_processes(const std::string& folder) {
  const auto count = read_cgroup_file(folder + "/pids.current");
  return !count.empty() && count[0] != '0';
}

} // namespace cordon::jail
