// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/field_check.hpp"
#include "job/profile.hpp"

#include <optional>
#include <string_view>

namespace cordon::job {

/// The least memory that a job or a profile can give a program, in MB of 1,048,576 bytes.
inline constexpr double min_memory_mb = 16;

/// The limits of a job: those that `json`, the text of its field `limits`, names (none where it is
/// empty), the others the profile's. Refuses what is above the profile's ceiling.
checked<limits> read_limits(std::string_view json, const profile& policy);

/// The member of `limits` that somebody wants who writes `name` beside it: "timeout_seconds" for
/// "timeout".
std::optional<std::string_view> limit_meant_by(std::string_view name);

} // namespace cordon::job
