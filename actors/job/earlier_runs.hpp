// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace cordon::job {

/// Whose the name of a job is: its `user_id` and `id`.
enum class claim : uint8_t {
  ours,              ///< this record's, or nobody's
  running_elsewhere, ///< another record's, which holds the same job and has no result yet
  conflict,          ///< another record's, which holds another job
};

/// What is known of a record, and of its job's name, before it is run. Without Redis: nothing.
struct earlier_runs {
  uint32_t starts = 0;                 ///< how often the record was started and never ended
  std::optional<std::string> result{}; ///< its answer, as JSON: its own, or that of the same job
  bool counted = false;                ///< whether this start was written
  cordon::job::claim claim = cordon::job::claim::ours;
};

} // namespace cordon::job
