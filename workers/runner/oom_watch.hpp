// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>

namespace cordon::runner {

/// What tells that a job has run out of memory where the kernel, left to itself, would kill but one
/// of its processes. Descriptors; -1 and -1 where it kills all of them.
struct oom_watch {
  int event = -1;  ///< an eventfd, readable when a kill may follow, of this job or of another
  int counts = -1; ///< the file with the count of kills in this job's cgroup
};

/// The count of kills in a cgroup's `memory.oom_control` (version 1) or `memory.events`. Calls
/// nothing that is not here.
inline uint64_t oom_kills_in(std::string_view counts) noexcept {
  constexpr std::string_view key = "oom_kill ";
  uint64_t kills = 0;
  if (const auto at = counts.find(key); at != counts.npos)
    std::from_chars(counts.data() + at + key.size(), counts.data() + counts.size(), kills);
  return kills;
}

} // namespace cordon::runner
