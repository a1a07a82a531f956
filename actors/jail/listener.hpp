// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/egress_target.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cordon::jail {

/// Where a program inside a jail finds a target: a socket of its runner's network namespace.
struct listener {
  std::string host;     ///< the target's; a name stands in the jail's /etc/hosts
  uint32_t address = 0; ///< IPv4, host byte order
  uint16_t port = 0;

  bool operator==(const listener&) const = default;
};

/// One listener for each target, in their order. A name gets an address of its own, whatever its
/// ports are; an address is itself.
std::vector<listener> plan_listeners(const std::vector<job::egress_target>& targets);

} // namespace cordon::jail
