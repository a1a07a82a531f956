// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/job.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cordon::intake {

/// When a job is to run, in milliseconds since the epoch, and the field that says so.
struct due_time {
  int64_t at_ms = 0;
  std::string_view field; ///< "countdown" or "eta"
};

/// The later one of what a job's `countdown` and `eta` ask for; nothing where that is past at
/// `now_ms`, or neither is there. `timestamp_ms` is its record's; below 0 the record has none, and
/// the countdown begins now.
std::optional<due_time> due_time_of(const job::job& job, int64_t timestamp_ms, int64_t now_ms);

/// Why no job may be delayed for so long; "" where it may.
std::string problem_of(const due_time& due, int64_t now_ms);

} // namespace cordon::intake
