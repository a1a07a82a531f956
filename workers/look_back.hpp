// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace cordon::workers {

/// Offsets from `begin` up to, not with, `end`.
struct offset_window {
  int64_t begin = 0;
  int64_t end = 0;
  bool operator==(const offset_window&) const = default;
};

/// Where to look for the newest records of a partition. Not every offset has one: the markers of
/// transactions, records of aborted ones and what compaction took have offsets as well. So it asks
/// for the last offsets, and as long as too few records were there, for as many again before them
/// as were read so far.
class look_back {
public:
  /// Of the partition that holds `range`, all records or, with `wanted`, so many at least.
  look_back(offset_window range, std::optional<uint64_t> wanted);

  /// What is to be read next; nothing where enough was found or all is read.
  std::optional<offset_window> next();

  /// A record was in the last window.
  void found() { ++found_; }

private:
  offset_window range_;
  std::optional<uint64_t> wanted_;
  int64_t begin_; ///< of what was asked for so far
  uint64_t found_ = 0;
};

} // namespace cordon::workers
