// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/run.hpp"

#include <cstdint>
#include <string>

namespace cordon::publish {

/// How a result is written where there is no Redis.
struct line_form {
  uint64_t inline_artifacts_max = 512U << 10; ///< bytes of artifacts that a result holds itself
  std::string why_left_out = "too large for the result"; ///< what those beyond are told to be
};

/// The wire form of a result where there is no Redis: artifacts over `inline_artifacts_max`
/// together are left out, and marked.
std::string result_line(const job::run& run, const job::result& result, const line_form& form = {});

} // namespace cordon::publish
