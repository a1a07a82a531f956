// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/batch_end.hpp"
#include "kafka/group_offsets.hpp"
#include "kafka/properties.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

namespace cordon::kafka {

/// Whether the batch that comes next can't be taken apart: reading it again will not help.
bool is_unreadable(rd_kafka_resp_err_t err);

/// Offsets from `first` up to, not including, `end`.
struct offset_range {
  int64_t first = 0;
  int64_t end = 0;
};

/// A consumer of one partition, of no group, that finds out which offsets can be read. It takes
/// batches apart by the same limits as the operator's consumers. Not thread-safe.
class partition_probe {
public:
  /// `group` is named for the broker's access rules; nothing is committed to it, nor is it joined.
  /// `give_up` ends what waits, and outlives the probe; so does the time of `patience` for all.
  /// Errors: bad_input for properties that don't go together; system.
  static expected<std::unique_ptr<partition_probe>>
  make(const properties& operators, const std::string& group, job::partition at,
       std::chrono::seconds patience, const std::atomic<bool>& give_up);
  ~partition_probe();
  partition_probe(const partition_probe&) = delete;
  partition_probe& operator=(const partition_probe&) = delete;

  /// What the broker has of the partition. Errors: peer_died.
  expected<offset_range> bounds();

  /// What comes of reading from `offset` on. Errors: peer_died where no answer comes, the time is
  /// up, or it was given up.
  expected<reading> read(int64_t offset);

private:
  struct state;
  explicit partition_probe(std::unique_ptr<state>);
  std::unique_ptr<state> state_;
};

/// The offsets that can't be read from `first` on, or where that is -1 from the partition's first
/// one on; none where that one can be read. See `find_batch_end`. Asks the broker, for up to five
/// minutes. Errors: its and the probe's.
expected<offset_range> find_unreadable(const properties& operators, const std::string& group,
                                       const job::partition& at, int64_t first,
                                       const std::atomic<bool>& give_up);

} // namespace cordon::kafka
