// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/run.hpp"

#include <string>

namespace cordon::publish {

/// Bytes of artifacts that a result holds itself where nobody says otherwise.
inline constexpr uint64_t default_inline_artifacts_max = 512U << 10;

/// The wire form of a result where there is no Redis: artifacts over
/// `default_inline_artifacts_max` together are left out, and marked.
std::string result_line(const job::run& run, const job::result& result);

} // namespace cordon::publish
