// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

namespace cordon::workers {

/// What was seen of one profile's sandbox.
struct profile_probe {
  std::string profile;
  std::vector<std::string> layers;   ///< in force when a program ran
  std::vector<std::string> required; ///< by the profile
  std::string problem;               ///< why no program ran, or ""

  /// Whether the profile can serve jobs.
  bool ok() const;
};

/// What `cordon doctor` has to say.
struct layer_report {
  std::vector<profile_probe> probes;
  std::string cgroup_problem; ///< why there are no cgroups, or ""
  bool is_root = false;

  bool ok() const;
};

/// A table for a person; colours only where `colours`.
std::string to_table(const layer_report& report, bool colours);

/// The same as one JSON object.
std::string to_json(const layer_report& report);

} // namespace cordon::workers
