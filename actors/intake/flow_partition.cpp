// SPDX-License-Identifier: Apache-2.0
#include "intake/flow_partition.hpp"

#include <utility>

namespace cordon::intake {

namespace {

/// How full the text of a ledger is where its partition is paused, and resumed.
constexpr double nearly_full = 0.75;
constexpr double half_full = 0.5;

} // namespace

bool flow_partition::is_full(const buffer_bounds& bounds) const {
  // What closes the gap may be still to be read; and what was read before makes nothing longer.
  const bool is_ledger_full = ledger && !ledger->has_unread() && ledger->fullness() >= nearly_full;
  return is_ledger_full || waiting.records() >= bounds.max_records
         || waiting.bytes() >= bounds.max_bytes;
}

bool flow_partition::is_drained(const buffer_bounds& bounds) const {
  const bool has_ledger_room = !ledger || ledger->has_unread() || ledger->fullness() <= half_full;
  return has_ledger_room && waiting.records() <= bounds.max_records / 2
         && waiting.bytes() <= bounds.max_bytes / 2;
}

bool flow_partition::add(job::record_ptr record) {
  if (!ledger)
    ledger.emplace(record->at.offset);
  if (!ledger->begin(record->at.offset))
    return false;
  waiting.add(std::move(record));
  return true;
}

bool flow_partition::resume(const std::optional<finished_offsets>& committed) {
  if (!held || !ledger || (committed && *committed != ledger->finished()))
    return false;
  ledger->read_again();
  held = false;
  return true;
}

void flow_partition::forget_waiting() {
  for (const auto offset : waiting.clear())
    ledger->forget(offset);
}

} // namespace cordon::intake
