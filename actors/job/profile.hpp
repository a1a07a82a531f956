// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/egress_target.hpp"
#include "job/limits.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace cordon::job {

/// What the validator refuses in a program's source.
struct source_policy {
  bool enabled = true;                           ///< false: syntax is checked and nothing else
  std::vector<std::string> forbidden_imports;    ///< modules; a name covers its submodules
  std::vector<std::string> forbidden_functions;  ///< names that may not be called or referred to
  std::vector<std::string> forbidden_attributes; ///< names that may not follow a dot
  uint32_t max_operations = 200'000;             ///< nodes of the syntax tree
  bool allow_getattr = true;                     ///< getattr() and hasattr()
  bool allow_setattr = false;                    ///< setattr() and delattr()
};

/// What the redactor looks for, and when a finding fails the job.
struct redaction_policy {
  std::vector<std::string> kinds; ///< violation types in force, e.g. "openai_api_key"
  bool strict = false;            ///< any finding fails the result (OutputValidationError)
};

/// Which checks a job may switch off. A check that is not optional is always on.
struct optional_checks {
  bool syntax_validation = false;
  bool ast_validation = false;
  bool output_validation = false;
  bool redaction = false;
};

/// A named policy of the worker. Built at start-up, immutable afterwards, shared by all.
struct profile {
  std::string name;
  limits defaults; ///< what a job gets that names no limits
  limits ceiling;  ///< what a job may ask for
  /// Modules the program's own code may import (sorted); ignored where `any_import`.
  std::shared_ptr<const std::vector<std::string>> allowed_imports;
  bool any_import = false;          ///< every module the interpreter has
  std::vector<std::string> preload; ///< modules that a runner loads before its first job
  bool names_preload = false;       ///< the operator named them: one that can't be loaded is told
  source_policy source;
  redaction_policy redaction;
  optional_checks optional;
  bool redact_by_default = true;    ///< `redact_sensitive_output` where the job is silent
  std::vector<std::string> require; ///< layers without which the profile refuses to start
  /// What a job with `enable_network` reaches; empty: no job may ask for it.
  std::vector<egress_target> egress;
  std::string packages; ///< a virtual environment, or "" for the system's packages
};

/// The profile of jobs that name none.
inline constexpr const char* default_profile_name = "default";

/// The profiles of a worker by name.
using profile_map = std::map<std::string, std::shared_ptr<const profile>>;

/// The built-in profiles `default`, `data` and `open`, as docs/profiles.md describes them.
profile_map builtin_profiles();

} // namespace cordon::job
