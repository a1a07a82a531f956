// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "execution/sandbox.hpp"
#include "io/event_loop.hpp"
#include "job/profile.hpp"

#include <string>
#include <vector>

namespace cordon::execution {

/// What was seen of one profile's sandbox.
struct profile_probe {
  std::string profile;
  std::vector<std::string> layers;   ///< in force when a program ran
  std::vector<std::string> required; ///< by the profile
  std::string problem;               ///< why no program ran, or ""

  /// Whether the profile can serve jobs.
  bool ok() const;
};

/// Runs the smallest program in each of `profiles`, with its defaults and, where it has one, its
/// network; in the order of their names. Waits; any thread but the loop's, before the first run of
/// a job.
std::vector<profile_probe> probe_profiles(io::event_loop& loop, sandbox& sandbox,
                                          const job::profile_map& profiles);

} // namespace cordon::execution
