// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
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

/// The same without runs, or what of them, that lie at `end` or beyond.
inline finished_offsets cut_at(finished_offsets finished, int64_t end) {
  auto& runs = finished.beyond;
  while (!runs.empty() && runs.back().first >= end)
    runs.pop_back();
  if (!runs.empty())
    runs.back().end = std::min(runs.back().end, end);
  return finished;
}

} // namespace cordon::intake
