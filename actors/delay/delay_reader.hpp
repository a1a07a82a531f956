// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "delay/delay_consumer.hpp"
#include "delay/resting_partitions.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cordon::delay {

/// Reads each partition in its order, except while it rests. Knows what comes next of each, and
/// holds no record itself. For the consumer's thread; times are milliseconds since the epoch.
class delay_reader {
public:
  /// `consumer` outlives this, and tells it what is assigned and revoked.
  explicit delay_reader(delay_consumer& consumer) : consumer_(consumer) {}

  /// The next record of any partition; null when there is none within `patience`. It comes next
  /// again until `pass` or `rest`.
  job::record_ptr take(std::chrono::milliseconds patience);
  /// Whether the record rested because it had to wait, and may go now.
  bool has_waited(const job::record_position& at) const;

  /// The record is dealt with.
  void pass(const job::record_position& at);
  /// Reads a partition no further, and from `offset` on after `until_ms`. `is_wait`: as the record
  /// there has to wait.
  void rest(const job::partition& at, int64_t offset, int64_t until_ms, bool is_wait);
  /// Ends rests whose time has come. What is wrong, or "".
  std::string wake(int64_t now_ms);

  /// Reads nothing, but stays in the group: who does not poll is thrown out.
  void stand_still(std::chrono::milliseconds patience);
  /// Ends that. What is wrong, and then it goes on standing; else "".
  std::string go_on();

  void assigned(const std::vector<job::partition>& partitions);
  void revoked();

private:
  std::vector<job::partition> ours() const;

  delay_consumer& consumer_;
  resting_partitions rests_;
  /// What comes next; nothing where that is the group's offset.
  std::map<job::partition, std::optional<int64_t>> next_;
  bool is_standing_ = false;
};

} // namespace cordon::delay
