// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

#include <chrono>

namespace cordon::runner {

/// Whether the process has ended; waits for that until then.
bool has_ended_by(std::chrono::steady_clock::time_point, const io::unique_fd& pidfd);

/// Whether it has by now.
inline bool has_ended(const io::unique_fd& pidfd) {
  return has_ended_by({}, pidfd);
}

} // namespace cordon::runner
