// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "jail/cgroup_mounts.hpp"
#include "jail/messages.hpp"
#include "job/error.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cordon::jail {

/// A slot's cgroup as open descriptors: `fds[i]` is `files[i]`.
struct open_cgroup {
  std::vector<cgroup_file> files;
  std::vector<io::unique_fd> fds;

  /// Nothing where there is no descriptor.
  void add(cgroup_file file, io::unique_fd fd);
};

/// The cgroups of this worker: a folder `cordon-<pid>` with a leaf for each runner's programs.
/// Removed with this object; what killed workers left behind is removed when one is made. Not
/// thread-safe.
class cgroup_tree {
public:
  /// Version 2 where the unified hierarchy has the memory and pids controllers, else version 1.
  /// errc::unsupported where the machine has neither; errc::system where this user may not make
  /// cgroups, or not there, with what to do about it. `root` is the path within each hierarchy
  /// ("/cordon") to use instead of the worker's own cgroup; "" finds it.
  static expected<std::unique_ptr<cgroup_tree>> make(const std::string& root);
  static expected<std::unique_ptr<cgroup_tree>> make(const std::string& root,
                                                     const cgroup_mounts& mounts);

  virtual ~cgroup_tree() = default;
  cgroup_tree(const cgroup_tree&) = delete;
  cgroup_tree& operator=(const cgroup_tree&) = delete;

  /// 1 or 2.
  virtual int version() const = 0;

  /// Makes the leaf where it is missing and opens its files. `host_uid` is the user that the runner
  /// becomes; 0: it stays who it is.
  virtual expected<open_cgroup> open_leaf(const std::string& name, uint32_t host_uid) = 0;

  /// Whether that leaf still holds processes: a killed one may take long to close what it has.
  virtual bool is_in_use(const std::string& name) const = 0;

protected:
  cgroup_tree() = default;
  /// Of the cgroup at `folder`, those that are dying as well; false where there is no such cgroup.
  static bool has_processes(const std::string& folder);
};

} // namespace cordon::jail
