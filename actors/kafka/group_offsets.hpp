// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/partition.hpp"
#include "kafka/handles.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace cordon::kafka {

/// What a group commits of a partition: the offset to read on from, and a text of at most 4,096
/// bytes that the next owner gets with it.
struct committed_position {
  int64_t offset = 0;
  std::string metadata{};

  bool operator==(const committed_position&) const = default;
};

using group_offsets = std::map<job::partition, committed_position>;

topic_partitions to_list(const group_offsets& offsets);
/// Those of the list that are offsets; partitions without one are left out.
group_offsets to_group_offsets(const rd_kafka_topic_partition_list_t& list);

} // namespace cordon::kafka
