// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jail/cgroup.hpp"

namespace cordon::jail {

/// Version 2: `cordon-<pid>` with a folder for each runner, in which `runner` holds the runner and
/// `job` its programs, side by side, as only a cgroup without processes may have others with
/// controllers below it. Only `job` has limits. `worker` is there where the worker itself had to
/// make way.
class cgroup_v2 : public cgroup_tree {
public:
  static expected<std::unique_ptr<cgroup_tree>> make(const std::string& root,
                                                     const cgroup_hierarchy& unified);
  ~cgroup_v2() override;

  int version() const override { return 2; }
  expected<open_cgroup> open_leaf(const std::string& name, uint32_t host_uid) override;
  bool is_in_use(const std::string& name) const override;

private:
  expected<void> settle(const cgroup_hierarchy& unified, const std::string& base);
  expected<void> make_way();
  void go_back();

  std::string base_;   ///< the cgroup that `folder_` is in
  std::string folder_; ///< this worker's
  bool made_way_ = false;
  std::vector<std::string> leaves_;
};

} // namespace cordon::jail
