// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/ledger.hpp"
#include "intake/waiting_records.hpp"

#include <cstddef>
#include <optional>

namespace cordon::intake {

/// What may wait of one partition.
struct buffer_bounds {
  size_t max_records;
  size_t max_bytes;
};

/// What is known of one partition: what of it waits, and what is done.
struct flow_partition {
  explicit flow_partition(intake::ordering order) : waiting(order) {}

  /// Whether it is to be paused: too much waits, or what is finished gets too long to be committed.
  bool is_full(const buffer_bounds& bounds) const;
  /// Whether it is to go on. Half empty: resuming at once would pause again with the next record.
  bool is_drained(const buffer_bounds& bounds) const;
  /// Takes a record in that was read; false where it is under way or finished already.
  bool add(job::record_ptr record);
  /// Goes on after a hold; false where it is none, or what was committed is not what is finished.
  bool resume(const std::optional<finished_offsets>& committed);
  /// What waits was never read.
  void forget_waiting();

  std::optional<intake::ledger> ledger; ///< none before the first offset is known
  waiting_records waiting;
  size_t resting = 0;
  bool held = false;
  bool paused = false;
};

} // namespace cordon::intake
