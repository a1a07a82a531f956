// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/violation.hpp"
#include "redaction/judges.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::redaction {

/// How one kind of sensitive datum is found. A kind may have several detectors.
struct detector {
  std::string_view kind;  ///< violation type on the wire, e.g. "us_ssn"
  job::severity severity; ///< the same for all detectors of a kind
  /// RE2 over bytes: what a datum of the kind starts with or stands behind. Matches a bounded
  /// number of bytes and never nothing, so that looking for all hits is linear.
  std::string pattern;
  judge judge_hit; ///< which bytes around a hit are the secret, if any
};

/// All detectors, the more specific kind before the more general one.
std::span<const detector> all_detectors();

/// The kinds that all_detectors() knows, each once, in its order.
std::vector<std::string_view> known_kinds();

} // namespace cordon::redaction
