// SPDX-License-Identifier: Apache-2.0
#include "delay/delay_reader.hpp"

#include <utility>

namespace cordon::delay {

namespace {

/// After a partition could not be read on.
constexpr int64_t pause_ms = 200;

} // namespace

job::record_ptr delay_reader::take(std::chrono::milliseconds patience) {
  for (auto record = consumer_.poll(patience); record;
       record = consumer_.poll(std::chrono::milliseconds(0))) {
    const auto at = partition_of(record->at);
    const auto next = next_.find(at);
    // What was fetched before a pause or a seek may come after it.
    if (next != next_.end() && !rests_.is_resting(at)
        && record->at.offset >= next->second.value_or(0)) {
      next->second = record->at.offset;
      return record;
    }
  }
  return nullptr;
}

bool delay_reader::has_waited(const job::record_position& at) const {
  return rests_.has_waited(partition_of(at), at.offset);
}

void delay_reader::pass(const job::record_position& at) {
  next_[partition_of(at)] = at.offset + 1;
  rests_.forget(partition_of(at));
}

void delay_reader::rest(const job::partition& at, int64_t offset, int64_t until_ms, bool is_wait) {
  rests_.begin(at, offset, until_ms, is_wait);
  next_[at] = offset;
  consumer_.pause({at});
}

std::string delay_reader::wake(int64_t now_ms) {
  std::string problem;
  std::vector<job::partition> awake;
  for (const auto& [at, offset, is_wait] : rests_.wake(now_ms)) {
    const auto sought = consumer_.read_on(at, offset);
    if (sought) {
      awake.push_back(at);
    } else {
      problem = sought.error().text();
      rests_.begin(at, offset, now_ms + pause_ms, is_wait);
    }
  }
  if (!awake.empty())
    consumer_.hasten(awake);
  return problem;
}

void delay_reader::stand_still(std::chrono::milliseconds patience) {
  if (!std::exchange(is_standing_, true))
    if (const auto all = ours(); !all.empty())
      consumer_.pause(all);
  const auto early = consumer_.poll(patience);
  if (!early)
    return;
  const auto next = next_.find(partition_of(early->at));
  if (next != next_.end() && !next->second)
    next->second = early->at.offset;
}

std::string delay_reader::go_on() {
  if (!std::exchange(is_standing_, false))
    return {};
  std::string problem;
  for (const auto& [at, offset] : next_) {
    if (rests_.is_resting(at))
      continue;
    if (!offset)
      consumer_.resume({at});
    else if (const auto sought = consumer_.read_on(at, *offset); !sought)
      problem = sought.error().text();
  }
  is_standing_ = !problem.empty();
  return problem;
}

void delay_reader::assigned(const std::vector<job::partition>& partitions) {
  for (const auto& at : partitions)
    next_[at] = std::nullopt;
}

void delay_reader::revoked() {
  // Or they would stay paused should they come back.
  if (const auto all = ours(); !all.empty())
    consumer_.resume(all);
  next_.clear();
  rests_.clear();
  is_standing_ = false;
}

std::vector<job::partition> delay_reader::ours() const {
  std::vector<job::partition> all;
  for (const auto& [at, offset] : next_)
    all.push_back(at);
  return all;
}

} // namespace cordon::delay
