// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "jail/messages.hpp"

#include <string>

namespace cordon::runner {

/// What a program left in its work folder.
struct collected_artifacts {
  io::unique_fd memfd; ///< u32 count, then name and content of each; none where there are none
  std::string problem; ///< why some are missing, or ""
};

/// The regular files below work/ on `mount` that `order` did not bring along, or not with this
/// content. The folder is hostile: no link is followed, nothing blocks, count, depth and size are
/// bounded. No process may still write to it.
collected_artifacts collect_artifacts(int mount, const jail::job_order& order);

} // namespace cordon::runner
