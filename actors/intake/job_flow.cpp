// SPDX-License-Identifier: Apache-2.0
#include "intake/job_flow.hpp"

#include "intake/ledger_text.hpp"

#include <algorithm>
#include <utility>

namespace cordon::intake {

void job_flow::assign(const job::partition& id, std::optional<finished_offsets> start) {
  auto& taken = partitions_.insert_or_assign(id, partition(limits_.ordering)).first->second;
  if (start)
    taken.ledger.emplace(*start);
}

bool job_flow::hold(const job::partition& id) {
  const auto at = partitions_.find(id);
  if (at == partitions_.end())
    return false;
  at->second.held = true;
  const bool was_paused = std::exchange(at->second.paused, false);
  at->second.forget_waiting();
  forget_not_running(&id);
  return was_paused;
}

bool job_flow::resume_held(const job::partition& id,
                           const std::optional<finished_offsets>& committed) {
  const auto at = partitions_.find(id);
  return at != partitions_.end() && at->second.resume(committed);
}

std::vector<job_flow::abandoned> job_flow::abandon(const job::partition& id) {
  std::vector<abandoned> running;
  std::erase_if(flights_, [&](const auto& entry) {
    const auto& one = entry.second;
    if (partition_of(one.record->at) != id)
      return false;
    end(one);
    running.push_back({one.record, one.is_counted});
    return true;
  });
  std::erase_if(suspects_, [&](const auto& record) { return partition_of(record->at) == id; });
  partitions_.erase(id);
  return running;
}

std::vector<job::partition> job_flow::held() const {
  std::vector<job::partition> ids;
  for (const auto& [id, one] : partitions_)
    if (one.held)
      ids.push_back(id);
  return ids;
}

bool job_flow::add(job::record_ptr record) {
  const auto at = partitions_.find(partition_of(record->at));
  if (at == partitions_.end() || at->second.held || draining_)
    return false;
  return at->second.add(std::move(record));
}

std::optional<int64_t> job_flow::read_beyond(const job::record_position& at) const {
  const auto found = partitions_.find(partition_of(at));
  if (found == partitions_.end() || found->second.held || draining_ || !found->second.ledger)
    return std::nullopt;
  const auto reached = found->second.ledger->position();
  return at.offset < reached ? std::optional(reached) : std::nullopt;
}

job::record_ptr job_flow::next() {
  if (!may_start())
    return nullptr;
  // Each partition in turn, so that a busy one does not hold up another.
  auto at = partitions_.upper_bound(last_served_);
  for (size_t tried = 0; tried < partitions_.size(); ++tried, ++at) {
    if (at == partitions_.end())
      at = partitions_.begin();
    if (const auto begun = next_of(at->second)) {
      last_served_ = at->first;
      tally_.begin(begun->bytes);
      flights_.emplace(begun->record.get(), *begun);
      return begun->record;
    }
  }
  return nullptr;
}

/// The lowest unfinished record of a partition is the first that waits, if it waits: it may start
/// whatever the bound is, and so the gap closes that holds up the others.
std::optional<job_flow::flight> job_flow::next_of(partition& one) {
  const auto* first = one.waiting.first();
  // The next may be to rest as well.
  if (one.resting != 0 && too_many_rest())
    return std::nullopt;
  if (!first || !one.ledger->may_start(first->at.offset))
    return std::nullopt;
  const auto bytes = one.waiting.first_bytes();
  flight begun{one.waiting.next(), &one, bytes};
  one.ledger->start(begun.record->at.offset);
  return begun;
}

void job_flow::run(const job::record& record) {
  auto* found = find(record);
  if (found && found->stage == stage::looked_up)
    enter(*found, stage::running);
}

void job_flow::rest(const job::record& record) {
  auto* found = find(record);
  if (found && found->stage == stage::looked_up)
    enter(*found, stage::resting);
}

bool job_flow::look_up_again(const job::record& record) {
  auto* found = find(record);
  if (!found || found->stage != stage::resting)
    return false;
  enter(*found, stage::looked_up);
  return true;
}

void job_flow::count(const job::record& record) {
  if (auto* found = find(record))
    found->is_counted = true;
}

void job_flow::suspect(const job::record& record) {
  auto* found = find(record);
  if (!found || found->stage != stage::looked_up)
    return;
  enter(*found, stage::suspect);
  suspects_.push_back(found->record);
}

job::record_ptr job_flow::next_alone() {
  if (suspects_.empty() || tally_.is_anything_running())
    return nullptr;
  auto record = std::move(suspects_.front());
  suspects_.pop_front();
  enter(*find(*record), stage::alone);
  return record;
}

void job_flow::answer(const job::record& record, bool frees_key) {
  auto* found = find(record);
  if (!found || found->stage == stage::suspect)
    return;
  if (found->stage != stage::answered)
    window_.ended();
  enter(*found, stage::answered);
  if (frees_key && !std::exchange(found->has_freed_key, true))
    found->home->waiting.finished(record);
}

bool job_flow::is_held(const job::partition& id) const {
  const auto at = partitions_.find(id);
  return at != partitions_.end() && at->second.held;
}

bool job_flow::is_under_way(const job::record& record) const {
  return find(record) != nullptr;
}

bool job_flow::finish(const job::record& record) {
  const auto* found = find(record);
  if (!found)
    return false;
  if (found->stage == stage::suspect)
    std::erase(suspects_, found->record);
  auto& home = *found->home;
  home.ledger->finish(record.at.offset);
  if (!found->has_freed_key)
    home.waiting.finished(record);
  end(*found);
  flights_.erase(&record);
  return true;
}

void job_flow::drain() {
  draining_ = true;
  for (auto& [id, one] : partitions_)
    one.forget_waiting();
  forget_not_running(nullptr);
}

std::vector<job::partition> job_flow::take_to_pause() {
  std::vector<job::partition> full;
  for (auto& [id, one] : partitions_)
    if (!one.held && !one.paused && (draining_ || one.is_full(bounds()))) {
      one.paused = true;
      full.push_back(id);
    }
  return full;
}

std::vector<job::partition> job_flow::take_to_resume() {
  std::vector<job::partition> ready;
  for (auto& [id, one] : partitions_)
    if (!one.held && one.paused && !draining_ && one.is_drained(bounds())) {
      one.paused = false;
      ready.push_back(id);
    }
  return ready;
}

std::map<job::partition, int64_t> job_flow::committable() const {
  std::map<job::partition, int64_t> offsets;
  for (const auto& [id, one] : partitions_)
    if (one.ledger)
      offsets.emplace(id, one.ledger->committable());
  return offsets;
}

std::map<job::partition, job_flow::position>
job_flow::committable_with(const std::vector<job::record_ptr>& finished) const {
  std::map<job::partition, std::vector<int64_t>> also;
  for (const auto& record : finished)
    if (record && is_under_way(*record) && !partitions_.at(partition_of(record->at)).held)
      also[partition_of(record->at)].push_back(record->at.offset);
  std::map<job::partition, position> positions;
  for (const auto& [id, one] : partitions_) {
    if (!one.ledger)
      continue;
    auto& offsets = also[id];
    std::ranges::sort(offsets);
    const auto all = one.ledger->finished(offsets);
    positions.emplace(id, position{all.below, encode_ledger(all)});
  }
  return positions;
}

std::vector<job_flow::partition_state> job_flow::states() const {
  std::vector<partition_state> states;
  for (const auto& [id, one] : partitions_)
    states.push_back({id, one.waiting.records(), one.waiting.bytes(), one.paused,
                      one.ledger ? one.ledger->committable() : -1});
  return states;
}

const job_flow::flight* job_flow::find(const job::record& record) const {
  const auto at = flights_.find(&record);
  return at != flights_.end() ? &at->second : nullptr;
}

job_flow::flight* job_flow::find(const job::record& record) {
  return const_cast<flight*>(std::as_const(*this).find(record));
}

void job_flow::enter(flight& one, stage next) {
  tally_.move(one.stage, next, one.bytes);
  if (one.stage == stage::resting)
    --one.home->resting;
  if (next == stage::resting)
    ++one.home->resting;
  one.stage = next;
}

void job_flow::end(const flight& one) {
  tally_.end(one.stage, one.bytes);
  if (one.stage == stage::resting)
    --one.home->resting;
}

bool job_flow::too_many_rest() const {
  return tally_.count(stage::resting) >= limits_.max_resting
         || tally_.resting_bytes() >= limits_.max_resting_bytes;
}

bool job_flow::may_start() const {
  const auto moving = flights_.size() - tally_.count(stage::resting);
  return !draining_ && suspects_.empty() && tally_.count(stage::alone) == 0
         && moving - unpublished() < window_.size()
         && (moving == 0 || tally_.bytes_in_flight() < limits_.max_bytes_in_flight)
         && unpublished() < limits_.max_unpublished;
}

void job_flow::forget_not_running(const job::partition* id) {
  std::erase_if(flights_, [&](const auto& entry) {
    const auto& one = entry.second;
    const bool is_early =
        one.stage == stage::looked_up || one.stage == stage::resting || one.stage == stage::suspect;
    if (!is_early || (id && partition_of(one.record->at) != *id))
      return false;
    end(one);
    one.home->ledger->forget(one.record->at.offset);
    one.home->waiting.finished(*one.record);
    return true;
  });
  std::erase_if(suspects_, [&](const auto& record) { return !find(*record); });
}

} // namespace cordon::intake
