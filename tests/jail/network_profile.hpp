// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/profile.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cordon::test {

/// The built-in profiles and `online`, which is `open` with these targets.
inline job::profile_map profiles_with_egress(const std::vector<std::string>& targets) {
  auto profiles = job::builtin_profiles();
  auto policy = std::make_shared<job::profile>(*profiles.at("open"));
  policy->name = "online";
  for (const auto& target : targets)
    policy->egress.push_back(job::read_egress_target(target).value());
  profiles["online"] = policy;
  return profiles;
}

} // namespace cordon::test
