// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/violation.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::validation {

/// Names on the wire of what the source check finds (`violation_type`).
inline constexpr std::string_view syntax_error = "syntax_error";
inline constexpr std::string_view forbidden_import = "forbidden_import";
inline constexpr std::string_view forbidden_function = "forbidden_function";
inline constexpr std::string_view forbidden_attribute = "forbidden_attribute";
inline constexpr std::string_view code_complexity = "code_complexity";

/// Most violations that one source is answered with.
inline constexpr std::size_t max_violations = 100;

/// One source to look at. Borrows what it names: all of it outlives the call.
struct request {
  std::string_view code;    ///< any bytes; taken as hostile
  bool check_syntax = true; ///< compile it as the runner will, short of running it
  /// Apply the policy (where it is `enabled`). What cannot be parsed cannot be checked, so such a
  /// source gets its syntax error even without `check_syntax`.
  bool check_policy = true;
  /// Modules that the source may import, sorted; a name covers its submodules. Null: none.
  const std::vector<std::string>* allowed_imports = nullptr;
  bool any_import = false; ///< allows all but the policy's `forbidden_imports`
};

/// What the analyser has to say about one source.
struct findings {
  /// In source order, at most `max_violations`; none means that the source may run.
  std::vector<job::validation_violation> violations;
  uint32_t operations = 0; ///< nodes of the syntax tree that were walked; 0 without a policy
  bool truncated = false;  ///< there were more violations
};

} // namespace cordon::validation
