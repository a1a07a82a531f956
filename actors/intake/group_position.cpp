// SPDX-License-Identifier: Apache-2.0
#include "intake/group_position.hpp"

namespace cordon::intake {

kafka::standing group_position::standing_of(const job::record& record) const {
  if (!flow_.is_under_way(record))
    return kafka::standing::gone;
  return flow_.is_held(partition_of(record.at)) ? kafka::standing::held : kafka::standing::ours;
}

kafka::group_offsets
group_position::offsets_with(const std::vector<job::record_ptr>& finished) const {
  kafka::group_offsets offsets;
  for (auto& [id, position] : flow_.committable_with(finished)) {
    kafka::committed_position fresh{position.offset, std::move(position.metadata)};
    const auto known = committed_.find(id);
    if (!flow_.is_held(id) && (known == committed_.end() || known->second != fresh))
      offsets.emplace(id, std::move(fresh));
  }
  return offsets;
}

kafka::group_membership group_position::membership() const {
  return membership_;
}

void group_position::committed(const kafka::group_offsets& offsets,
                               const std::vector<job::record_ptr>& finished) {
  for (const auto& [at, position] : offsets)
    committed_.insert_or_assign(at, position);
  for (const auto& record : finished)
    flow_.finish(*record);
}

std::optional<kafka::group_offsets>
group_position::read_committed(const kafka::group_offsets& partitions,
                               std::chrono::milliseconds patience) const {
  return consumer_->read_committed(partitions, patience);
}

} // namespace cordon::intake
