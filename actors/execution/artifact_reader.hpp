// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "job/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cordon::execution {

struct read_artifacts_result {
  std::vector<job::artifact> found;
  std::string problem; ///< why some are missing, or ""
};

/// Decodes the artifacts that a runner collected: u32 count, then name and content of each. The
/// bytes are hostile; a name that is no relative path in UTF-8 is left out and said.
read_artifacts_result decode_artifacts(std::string_view bytes);

/// The same from a memfd; at most `max_file_bytes` of contents.
read_artifacts_result read_artifacts(const io::unique_fd& memfd, uint64_t max_file_bytes);

} // namespace cordon::execution
