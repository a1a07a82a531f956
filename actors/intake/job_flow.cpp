// SPDX-License-Identifier: Apache-2.0
#include "intake/job_flow.hpp"

#include <algorithm>
#include <utility>

namespace cordon::intake {

void job_flow::assign(const partition_id& id, std::optional<int64_t> start) {
  auto& taken = partitions_.insert_or_assign(id, partition(limits_.ordering)).first->second;
  if (start)
    taken.ledger.emplace(*start);
}

bool job_flow::hold(const partition_id& id) {
  const auto at = partitions_.find(id);
  if (at == partitions_.end())
    return false;
  at->second.held = true;
  const bool was_paused = std::exchange(at->second.paused, false);
  forget_waiting(at->second);
  forget_not_running(&id);
  return was_paused;
}

bool job_flow::resume_held(const partition_id& id, std::optional<int64_t> committed) {
  const auto at = partitions_.find(id);
  if (at == partitions_.end() || !at->second.held || !at->second.ledger)
    return false;
  if (committed && *committed != at->second.ledger->committable())
    return false;
  at->second.held = false;
  return true;
}

std::vector<job_flow::abandoned> job_flow::abandon(const partition_id& id) {
  std::vector<abandoned> running;
  std::erase_if(flights_, [&](const auto& entry) {
    const auto& [key, one] = entry;
    if (key.first != id)
      return false;
    is_one_alone_ = is_one_alone_ && one.stage != stage::alone;
    running.push_back({one.record, one.is_counted});
    return true;
  });
  std::erase_if(suspects_, [&](const auto& record) { return partition_of(record->at) == id; });
  partitions_.erase(id);
  return running;
}

std::vector<partition_id> job_flow::held() const {
  std::vector<partition_id> ids;
  for (const auto& [id, one] : partitions_)
    if (one.held)
      ids.push_back(id);
  return ids;
}

bool job_flow::add(job::record_ptr record) {
  const auto at = partitions_.find(partition_of(record->at));
  if (at == partitions_.end() || at->second.held || draining_)
    return false;
  auto& one = at->second;
  if (!one.ledger)
    one.ledger.emplace(record->at.offset);
  if (!one.ledger->begin(record->at.offset))
    return false;
  one.waiting.add(std::move(record));
  return true;
}

job::record_ptr job_flow::next() {
  if (draining_ || is_one_alone_ || !suspects_.empty() || partitions_.empty()
      || flights_.size() >= limits_.max_in_flight)
    return nullptr;
  // Each partition in turn, so that a busy one does not hold up another.
  auto at = partitions_.upper_bound(last_served_);
  for (size_t tried = 0; tried < partitions_.size(); ++tried, ++at) {
    if (at == partitions_.end())
      at = partitions_.begin();
    if (auto record = at->second.waiting.next()) {
      last_served_ = at->first;
      flights_.emplace(key_of(*record), flight{record});
      return record;
    }
  }
  return nullptr;
}

void job_flow::run(const job::record& record) {
  auto* found = find(record);
  if (found && found->stage != stage::alone)
    found->stage = stage::running;
}

void job_flow::count(const job::record& record) {
  if (auto* found = find(record))
    found->is_counted = true;
}

void job_flow::suspect(const job::record& record) {
  auto* found = find(record);
  if (!found)
    return;
  found->stage = stage::suspect;
  suspects_.push_back(found->record);
}

job::record_ptr job_flow::next_alone() {
  if (suspects_.empty() || is_anything_running())
    return nullptr;
  auto record = std::move(suspects_.front());
  suspects_.pop_front();
  find(*record)->stage = stage::alone;
  is_one_alone_ = true;
  return record;
}

bool job_flow::is_under_way(const job::record& record) const {
  return find(record) != nullptr;
}

bool job_flow::finish(const job::record& record) {
  const auto* found = find(record);
  if (!found)
    return false;
  is_one_alone_ = is_one_alone_ && found->stage != stage::alone;
  flights_.erase(key_of(record));
  auto& one = partitions_.at(partition_of(record.at));
  one.ledger->finish(record.at.offset);
  one.waiting.finished(record);
  return true;
}

void job_flow::drain() {
  draining_ = true;
  for (auto& [id, one] : partitions_)
    forget_waiting(one);
  forget_not_running(nullptr);
}

std::vector<partition_id> job_flow::take_to_pause() {
  std::vector<partition_id> full;
  for (auto& [id, one] : partitions_)
    if (!one.held && !one.paused && (draining_ || is_full(one))) {
      one.paused = true;
      full.push_back(id);
    }
  return full;
}

std::vector<partition_id> job_flow::take_to_resume() {
  std::vector<partition_id> ready;
  for (auto& [id, one] : partitions_)
    if (!one.held && one.paused && !draining_ && is_drained(one)) {
      one.paused = false;
      ready.push_back(id);
    }
  return ready;
}

std::map<partition_id, int64_t> job_flow::committable() const {
  std::map<partition_id, int64_t> offsets;
  for (const auto& [id, one] : partitions_)
    if (one.ledger)
      offsets.emplace(id, one.ledger->committable());
  return offsets;
}

std::vector<job_flow::partition_state> job_flow::states() const {
  std::vector<partition_state> states;
  for (const auto& [id, one] : partitions_)
    states.push_back({id, one.waiting.records(), one.waiting.bytes(), one.paused,
                      one.ledger ? one.ledger->committable() : -1});
  return states;
}

const job_flow::flight* job_flow::find(const job::record& record) const {
  const auto at = flights_.find(key_of(record));
  return at != flights_.end() && at->second.record.get() == &record ? &at->second : nullptr;
}

job_flow::flight* job_flow::find(const job::record& record) {
  return const_cast<flight*>(std::as_const(*this).find(record));
}

bool job_flow::is_anything_running() const {
  return std::ranges::any_of(
      flights_, [](const auto& entry) { return entry.second.stage != stage::suspect; });
}

bool job_flow::is_full(const partition& one) const {
  return one.waiting.records() >= limits_.max_buffered_records
         || one.waiting.bytes() >= limits_.max_buffered_bytes;
}

/// Half empty: resuming at once would pause again with the next record.
bool job_flow::is_drained(const partition& one) const {
  return one.waiting.records() <= limits_.max_buffered_records / 2
         && one.waiting.bytes() <= limits_.max_buffered_bytes / 2;
}

void job_flow::forget_waiting(partition& one) {
  for (const auto offset : one.waiting.clear())
    one.ledger->forget(offset);
}

void job_flow::forget_not_running(const partition_id* id) {
  std::erase_if(flights_, [&](const auto& entry) {
    const auto& [key, one] = entry;
    const bool is_running = one.stage == stage::running || one.stage == stage::alone;
    if (is_running || (id && key.first != *id))
      return false;
    auto& of = partitions_.at(key.first);
    of.ledger->forget(key.second);
    of.waiting.finished(*one.record);
    return true;
  });
  std::erase_if(suspects_, [&](const auto& record) { return !find(*record); });
}

} // namespace cordon::intake
