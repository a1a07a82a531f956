// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "execution/profile_probe.hpp"
#include "layer_mending.hpp"

#include <string>
#include <vector>

namespace cordon::workers {

/// What `cordon doctor` has to say.
struct layer_report {
  std::vector<execution::profile_probe> probes;
  std::string cgroup_problem; ///< why there are no cgroups, or ""
  int cgroup_version = 0;     ///< 1 or 2; 0 where there are none
  machine_facts machine;      ///< what decides how a missing layer is mended

  bool ok() const;
};

/// A table for a person; colours only where `colours`.
std::string to_table(const layer_report& report, bool colours);

/// The same as one JSON object.
std::string to_json(const layer_report& report);

} // namespace cordon::workers
