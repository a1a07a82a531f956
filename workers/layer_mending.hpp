// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cordon::workers {

/// What of this machine decides which layers there are, as far as it can be read.
struct machine_facts {
  bool is_root = false;
  std::string kernel; ///< "6.1.0-18-amd64"
  /// /proc/sys/user/max_user_namespaces and its like; nothing where there is no such setting.
  std::optional<std::string> max_user_namespaces;
  std::optional<std::string> unprivileged_userns_clone;
  std::optional<std::string> apparmor_restrict_userns;
  std::optional<std::string> lsm; ///< /sys/kernel/security/lsm: "capability,landlock,yama"
  bool has_cgroup2 = false;       ///< the unified hierarchy is at /sys/fs/cgroup
  bool has_cgroup1 = false;       ///< the memory controller of version 1 is there
  bool has_systemd = false;       ///< systemd runs this machine

  bool operator==(const machine_facts&) const = default;
};

/// Those of the machine and user this process has.
machine_facts look_at_machine();

/// Whether its settings keep cordon from making any namespace, so that nothing runs.
bool refuses_namespaces(const machine_facts& machine);

/// The command or setting that brings the layer `name` on such a machine.
std::string mending_of(std::string_view layer, const machine_facts& machine);

} // namespace cordon::workers
