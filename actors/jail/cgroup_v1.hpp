// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jail/cgroup.hpp"

namespace cordon::jail {

/// Version 1: a folder in the memory and one in the pids hierarchy, below the worker's own cgroup.
class cgroup_v1 : public cgroup_tree {
public:
  static expected<std::unique_ptr<cgroup_tree>> make(const std::string& root,
                                                     const cgroup_mounts& mounts);
  ~cgroup_v1() override;

  int version() const override { return 1; }
  expected<open_cgroup> open_leaf(const std::string& name, uint32_t host_uid) override;
  bool is_in_use(const std::string& name) const override;

private:
  std::string memory_; ///< path of this worker's folder in each hierarchy
  std::string pids_;
  std::vector<std::string> leaves_;
};

} // namespace cordon::jail
