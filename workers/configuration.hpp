// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "job/profile.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cordon::workers {

/// Host users that slots run as where cordon is started as root; slot i gets `first` + i.
struct uid_range {
  uint32_t first = 200'000;
  uint32_t count = 1'000;
};

/// How programs are run.
struct execution_settings {
  std::string runner;                        ///< cordon-runner; default: beside this program
  uint32_t jobs_per_runner = 1'000;          ///< then a runner is renewed, with fresh hash seeds
  std::chrono::seconds runner_lifetime{600}; ///< the same by age
  uid_range uids;
  std::string cgroup_root; ///< "": found by itself
};

/// All that an operator can set. Built once at start-up, immutable afterwards.
struct configuration {
  uint32_t slots = 1;             ///< programs that run at the same time; default: the cores
  std::string log_level = "warn"; ///< trace, debug, info, warn, error, critical or off
  std::string audit_file;         ///< "": no audit trail
  execution_settings execution;
  job::profile_map profiles; ///< the built-in ones, changed and joined by the file's
};

/// Settings written as text, by their name "table.key"; see `settings()`.
using setting_texts = std::map<std::string, std::string>;

/// Where a configuration comes from. A flag goes over the environment, the environment over the
/// file, the file over the defaults.
struct configuration_sources {
  std::string file;                               ///< --config; "": what CORDON_CONFIG names
  std::map<std::string, std::string> environment; ///< CORDON_… variables, others are ignored
  setting_texts flags;
};

/// What holds where nothing is set: the cores of this machine, the runner beside this program.
configuration default_configuration();

/// The CORDON_… variables of this process.
std::map<std::string, std::string> cordon_environment();

/// Reads all sources. Errors: not_found for a file that is not there, unsupported for what the
/// contract names and this version lacks, bad_input; each says which file, line and key, variable
/// or flag is meant, and what would be right.
expected<configuration> load_configuration(const configuration_sources&);

/// The same for one file, without environment and flags.
expected<configuration> load_configuration(const std::string& path);

} // namespace cordon::workers
