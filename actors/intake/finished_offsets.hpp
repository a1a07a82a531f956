// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace cordon::intake {

/// Offsets from `first` up to, not including, `end`.
struct offset_run {
  int64_t first = 0;
  int64_t end = 0;

  bool operator==(const offset_run&) const = default;
};

/// What of one partition is finished: all offsets below `below`, which is the one to commit, and
/// the runs `beyond` it: ascending, none empty, none next to another or to `below`. A plain value.
struct finished_offsets {
  int64_t below = 0;
  std::vector<offset_run> beyond;

  /// Not explicit: an offset alone is a position as well.
  finished_offsets(int64_t offset, std::vector<offset_run> runs = {})
      : below(offset), beyond(std::move(runs)) {}

  bool operator==(const finished_offsets&) const = default;
};

} // namespace cordon::intake
