// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/field_check.hpp"
#include "job/job.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace cordon::job {

/// The files of a job from `json`, the text of its field `files` (none where it is empty): paths
/// that stay below the work folder and can lie there together, at most `max_file_bytes` of content.
checked<std::vector<job_file>> read_files(std::string_view json, uint64_t max_file_bytes);

} // namespace cordon::job
