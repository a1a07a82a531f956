// SPDX-License-Identifier: Apache-2.0
#include "delay/hop_batch.hpp"

#include "kafka/outbox.hpp"

#include <utility>

namespace cordon::delay {

namespace {

constexpr size_t max_records = 500;
constexpr size_t max_bytes = 8U << 20;

} // namespace

void hop_batch::add(const job::record& from, hop one) {
  const auto size = kafka::bytes_of(one.record);
  departures_.push_back({from.at, one.record.topic, one.record.partition.has_value(), size,
                         std::move(one.dead_because)});
  bytes_ += size;
  goes_alone_ = one.has_to_go_alone;
  records_.push_back(std::move(one.record));
  offsets_[{from.at.topic, from.at.partition}] = {from.at.offset + 1};
}

bool hop_batch::is_full() const {
  return goes_alone_ || departures_.size() >= max_records || bytes_ >= max_bytes;
}

std::map<job::partition, int64_t> hop_batch::firsts() const {
  std::map<job::partition, int64_t> found;
  for (const auto& one : departures_)
    found.try_emplace(partition_of(one.from), one.from.offset);
  return found;
}

std::vector<kafka::outgoing_record> hop_batch::take_records() {
  return std::exchange(records_, {});
}

} // namespace cordon::delay
