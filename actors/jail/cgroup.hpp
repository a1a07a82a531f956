// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "job/error.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cordon::jail {

/// The version 1 cgroups of this worker: a folder `cordon-<pid>` in the memory and in the pids
/// hierarchy, below the worker's own cgroup, with a leaf for each runner. Removed with this object;
/// what killed workers left behind is removed when one is made. Not thread-safe.
class cgroup_tree {
public:
  /// errc::unsupported where the machine mounts no version 1 memory and pids controllers;
  /// errc::system where this user may not make cgroups in them. `root` is the path within
  /// each hierarchy ("/cordon") to use instead of the worker's own cgroup; "" finds it.
  static expected<std::unique_ptr<cgroup_tree>> make(const std::string& root);
  ~cgroup_tree();

  cgroup_tree(const cgroup_tree&) = delete;
  cgroup_tree& operator=(const cgroup_tree&) = delete;

  /// Makes the leaf where it is missing and opens its files in the order of jail::cgroup_file.
  expected<std::vector<io::unique_fd>> open_leaf(const std::string& name);

private:
  cgroup_tree() = default;

  std::string memory_; ///< path of this worker's folder in each hierarchy
  std::string pids_;
  std::vector<std::string> leaves_;
};

} // namespace cordon::jail
