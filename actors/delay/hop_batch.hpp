// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "delay/hop_planner.hpp"
#include "kafka/group_offsets.hpp"
#include "kafka/producer.hpp"

#include <cstddef>
#include <map>
#include <vector>

namespace cordon::delay {

/// The hops that begin together, and the offsets that the group gets with them. Not thread-safe.
class hop_batch {
public:
  /// @pre records of a partition come in their order, and the last hop did not have to go alone
  void add(const job::record& from, hop one);

  bool is_empty() const { return departures_.empty(); }
  /// Whether nothing more is to be added.
  bool is_full() const;

  const std::vector<departure>& departures() const { return departures_; }
  /// To be committed once the records are in their topics.
  const kafka::group_offsets& offsets() const { return offsets_; }
  /// The first record of each partition.
  std::map<job::partition, int64_t> firsts() const;

  /// The records, in the order of `departures`; the rest stays.
  std::vector<kafka::outgoing_record> take_records();

private:
  std::vector<departure> departures_;
  std::vector<kafka::outgoing_record> records_;
  kafka::group_offsets offsets_;
  size_t bytes_ = 0;
  bool goes_alone_ = false;
};

} // namespace cordon::delay
