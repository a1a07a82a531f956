// SPDX-License-Identifier: Apache-2.0
#include "jail/cgroup_mounts.hpp"

#include "jail/cgroup_folder.hpp"

#include <sstream>

namespace cordon::jail {

namespace {

bool lists(const std::string& comma_separated, std::string_view word) {
  std::istringstream words(comma_separated);
  for (std::string one; std::getline(words, one, ',');)
    if (one == word)
      return true;
  return false;
}

/// One line of mountinfo. The fields behind " - " are type, source and super options.
struct mount_line {
  std::string root; ///< what of the hierarchy is mounted
  std::string path;
  std::string type;
  std::string options;
};

std::optional<mount_line> parse_line(const std::string& line) {
  const auto dash = line.find(" - cgroup");
  if (dash == line.npos)
    return std::nullopt;
  mount_line mount;
  std::string skipped;
  std::istringstream head(line.substr(0, dash));
  head >> skipped >> skipped >> skipped >> mount.root >> mount.path;
  std::istringstream tail(line.substr(dash + 3));
  tail >> mount.type >> skipped >> mount.options;
  return mount;
}

/// This process's cgroup, "/…", in the version 1 hierarchy of `controller`, or in the unified one
/// for "".
std::string own_cgroup(std::string_view own_cgroups, std::string_view controller) {
  std::istringstream lines{std::string(own_cgroups)};
  for (std::string line; std::getline(lines, line);) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (second == line.npos)
      continue;
    const auto controllers = line.substr(first + 1, second - first - 1);
    if (controller.empty() ? controllers.empty() : lists(controllers, controller))
      return line.substr(second + 1);
  }
  return "/";
}

/// A mount may show only a part of its hierarchy, as in a container: paths are seen from there.
std::string below(std::string own, const std::string& root) {
  if (root != "/" && own.starts_with(root))
    own.erase(0, root.size());
  return own == "/" || own.starts_with("/..") ? "" : own;
}

} // namespace

cgroup_mounts parse_cgroup_mounts(std::string_view mountinfo, std::string_view own_cgroups) {
  cgroup_mounts found;
  const auto take = [&](std::optional<cgroup_hierarchy>& into, const mount_line& mount,
                        std::string_view controller) {
    if (!into)
      into = {mount.path, below(own_cgroup(own_cgroups, controller), mount.root)};
  };
  std::istringstream lines{std::string(mountinfo)};
  for (std::string line; std::getline(lines, line);) {
    const auto mount = parse_line(line);
    if (!mount)
      continue;
    if (mount->type == "cgroup2")
      take(found.unified, *mount, "");
    if (mount->type == "cgroup" && lists(mount->options, "memory"))
      take(found.memory, *mount, "memory");
    if (mount->type == "cgroup" && lists(mount->options, "pids"))
      take(found.pids, *mount, "pids");
  }
  return found;
}

cgroup_mounts find_cgroup_mounts() {
  return parse_cgroup_mounts(read_cgroup_file("/proc/self/mountinfo"),
                             read_cgroup_file("/proc/self/cgroup"));
}

} // namespace cordon::jail
