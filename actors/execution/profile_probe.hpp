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
  /// Modules that the operator wants preloaded and that can't be imported: "name: why".
  std::vector<std::string> preload_problems{};

  /// Whether the profile can serve jobs.
  bool ok() const;
};

/// Logs what of a profile's modules can't be preloaded.
void log_preload_problems(const profile_probe& probe);

/// Runs the smallest program in each of `profiles`, with its defaults and, where it has one, its
/// network, and a second one where the operator named modules to preload; in the order of their
/// names. Waits; any thread but the loop's, before the first run of a job.
std::vector<profile_probe> probe_profiles(io::event_loop& loop, sandbox& sandbox,
                                          const job::profile_map& profiles);

} // namespace cordon::execution
