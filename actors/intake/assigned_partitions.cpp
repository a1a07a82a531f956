// SPDX-License-Identifier: Apache-2.0
#include "intake/assigned_partitions.hpp"

#include "intake/ledger_text.hpp"
#include "job/log.hpp"

#include <string>
#include <utility>

namespace cordon::intake {

namespace {

/// What a commit says is finished. Where its metadata says nothing, all from its offset on is run.
std::optional<finished_offsets>
read_position(const job::partition& id, const std::optional<kafka::committed_position>& committed) {
  if (!committed)
    return std::nullopt;
  auto finished = decode_ledger(committed->metadata, committed->offset);
  if (finished)
    return std::move(*finished);
  job::log_event(job::log_level::warn, "commit_not_understood",
                 {{"topic", id.topic},
                  {"partition", std::to_string(id.number)},
                  {"why", finished.error().text()}});
  return finished_offsets(committed->offset);
}

} // namespace

std::optional<int64_t>
assigned_partitions::take_on(const job::partition& id,
                             const std::optional<kafka::committed_position>& committed) {
  const auto finished = read_position(id, committed);
  if (flow_.resume_held(id, finished)) {
    port_.release(id);
    return flow_.committable().at(id);
  }
  give_up(id);
  flow_.assign(id, finished);
  if (!finished)
    return std::nullopt;
  if (!finished->beyond.empty())
    unchecked_.emplace(id, *finished);
  return finished->below;
}

void assigned_partitions::give_up_held() {
  for (const auto& id : flow_.held())
    give_up(id);
}

bool assigned_partitions::hold(const job::partition& id, bool may_come_back) {
  port_.hold(id);
  const bool was_paused = flow_.hold(id);
  // What is not checked yet must not come back unchecked; nothing was read of it.
  if (!may_come_back || is_unchecked(id))
    give_up(id);
  return was_paused;
}

size_t assigned_partitions::give_up(const job::partition& id) {
  unchecked_.erase(id);
  const auto running = flow_.abandon(id);
  for (const auto& one : running)
    if (one.is_counted)
      port_.take_back_start(one.record->at);
  port_.abandon(id);
  return running.size();
}

/// Whoever may commit for the group may call finished what is not written yet.
void assigned_partitions::check_commit(const job::partition& id, int64_t end) {
  const auto found = unchecked_.find(id);
  if (found == unchecked_.end() || end < 0)
    return;
  const auto committed = unchecked_.extract(found);
  const auto finished_up_to = committed.mapped().beyond.back().end;
  if (finished_up_to <= end)
    return;
  job::log_event(job::log_level::warn, "commit_beyond_end",
                 {{"topic", id.topic},
                  {"partition", std::to_string(id.number)},
                  {"finished_up_to", std::to_string(finished_up_to)},
                  {"end", std::to_string(end)}});
  flow_.assign(id, cut_at(committed.mapped(), end));
}

/// The log was cut or made anew while it was read, or its group's offset lay beyond its end: what
/// is known of its offsets is not about the records that come now.
bool assigned_partitions::begin_again_at(const job::record_position& at) {
  const auto expected = flow_.read_beyond(at);
  if (!expected)
    return false;
  job::log_event(job::log_level::error, "log_begins_again",
                 {{"topic", at.topic},
                  {"partition", std::to_string(at.partition)},
                  {"offset", std::to_string(at.offset)},
                  {"expected", std::to_string(*expected)}});
  const auto id = partition_of(at);
  const bool was_paused = flow_.hold(id);
  give_up(id);
  flow_.assign(id, finished_offsets(at.offset));
  return was_paused;
}

} // namespace cordon::intake
