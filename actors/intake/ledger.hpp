// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace cordon::intake {

/// Offsets from `first` up to, not including, `end`.
struct offset_run {
  int64_t first = 0;
  int64_t end = 0;

  bool operator==(const offset_run&) const = default;
};

/// What of one partition is done, so that nothing is committed before it is. Records end out of
/// order; their offsets have gaps (compaction, transaction markers), and a gap that was passed over
/// counts as finished. Memory grows with the unfinished offsets alone: all others below the next
/// one to be read are finished. Not thread-safe.
class ledger {
public:
  /// `start` is the offset at which reading begins; all below it is finished.
  explicit ledger(int64_t start) : next_(start) {}

  /// Takes a record up. False where it is open or finished already: a record read again.
  bool begin(int64_t offset);

  /// An open record is done. Without effect where it is not open.
  void finish(int64_t offset);

  /// An open record was never started and will be read again: until then nothing is committed
  /// beyond it. Without effect where it is not open.
  void forget(int64_t offset);

  /// The offset that may be committed: the lowest unfinished one, or where there is none the next
  /// to be read.
  int64_t committable() const;

  /// Records begun and neither finished nor forgotten.
  size_t open() const { return open_; }

  /// What is finished beyond `committable()`: runs in ascending order, none next to another.
  std::vector<offset_run> finished_beyond() const;

private:
  enum class progress : uint8_t { open, forgotten };

  std::map<int64_t, progress> unfinished_;
  size_t open_ = 0;
  int64_t next_; ///< above every offset seen
};

} // namespace cordon::intake
