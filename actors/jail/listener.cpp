// SPDX-License-Identifier: Apache-2.0
#include "jail/listener.hpp"

#include <map>

namespace cordon::jail {

std::vector<listener> plan_listeners(const std::vector<job::egress_target>& targets) {
  std::map<std::string, uint32_t> by_name;
  std::vector<listener> plan;
  for (const auto& target : targets) {
    auto address = job::ipv4_address(target.host);
    if (address == 0) {
      const auto next = job::egress_network + static_cast<uint32_t>(by_name.size()) + 1;
      address = by_name.try_emplace(target.host, next).first->second;
    }
    plan.push_back({target.host, address, target.port});
  }
  return plan;
}

} // namespace cordon::jail
