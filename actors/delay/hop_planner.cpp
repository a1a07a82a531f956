// SPDX-License-Identifier: Apache-2.0
#include "delay/hop_planner.hpp"

#include "delay/delay_headers.hpp"

#include <algorithm>
#include <limits>

namespace cordon::delay {

namespace {

using namespace std::chrono_literals;

/// No job may be delayed for longer, whatever the configuration says: a due time that is further
/// away is none.
constexpr std::chrono::milliseconds longest_delay = std::chrono::days(366);
constexpr std::chrono::milliseconds first_pause = 2s;
constexpr std::chrono::milliseconds longest_pause = 30s;
/// What a topic has for a record at least, as brokers are set.
constexpr size_t least_dead_letter_bytes = 64U << 10;

/// Why only a dead letter can be made of it; "" where it is whole.
std::string loss_of(const job::record& record) {
  if (!record.headers_problem.empty())
    return record.headers_problem;
  if (record.cut_key || record.cut_value)
    return "a record of a delay topic has a key and a value of at most "
           + std::to_string(job::max_held_bytes) + " bytes";
  return {};
}

std::string missing(const std::string& topic) {
  return "the topic " + topic + " does not exist; `cordon topics create` makes it";
}

} // namespace

std::variant<hop, wait> hop_planner::plan(const job::record& record, bool has_waited,
                                          int64_t now_ms) {
  const place at{partition_of(record.at), record.at.offset};
  const auto found = troubles_.find(at);
  const auto* known = found == troubles_.end() ? nullptr : &found->second;
  if (const auto loss = loss_of(record); !loss.empty() && !(known && known->is_hopeless)) {
    troubles_[at] = {true, loss, std::numeric_limits<size_t>::max()};
    return plan(record, has_waited, now_ms);
  }
  if (known && known->is_hopeless) {
    auto planned =
        send(at, dead_letter_(record, known->why, known->max_bytes), true, now_ms, now_ms);
    if (auto* one = std::get_if<hop>(&planned))
      one->dead_because = known->why;
    return planned;
  }
  const auto due = due_of(record, now_ms);
  const auto* rung = topics_.find(record.at.topic);
  if (rung && !has_waited)
    if (const auto leaves = ladder::leaves_at(*rung, due, record.timestamp_ms, now_ms);
        leaves > now_ms)
      return wait{leaves};
  return send(at, next_form(record, due, now_ms), known != nullptr, due, now_ms);
}

int64_t hop_planner::due_of(const job::record& record, int64_t now_ms) const {
  const auto due = read_delay(record.headers).due_ms;
  return due && *due - longest_delay.count() <= now_ms ? *due : now_ms;
}

bool hop_planner::is_missing(const std::string& topic) const {
  const auto count = partitions_.find(topic);
  return count != partitions_.end() && count->second == 0;
}

/// Round topics that do not exist by shorter rungs: more hops, but never early, and what lies
/// behind the record need not wait. Where there is no shorter one either, what the ladder says.
std::string hop_planner::next_topic(int64_t due_ms, int64_t now_ms) const {
  const auto wanted = topics_.next_topic(due_ms, now_ms);
  if (!is_missing(wanted) || wanted == topics_.jobs_topic())
    return wanted;
  const auto all = topics_.topics();
  for (auto at = std::ranges::find(all, wanted); at != all.begin();)
    if (!is_missing(*--at))
      return *at;
  return wanted;
}

/// Back in the jobs topic a record is beside others of its key, if its first partition takes it:
/// clients choose partitions by key differently.
kafka::outgoing_record hop_planner::next_form(const job::record& record, int64_t due_ms,
                                              int64_t now_ms) const {
  kafka::outgoing_record made{next_topic(due_ms, now_ms), std::nullopt, record.key, record.value,
                              record.headers};
  const auto count = partitions_.find(made.topic);
  const auto first = read_delay(record.headers).first;
  if (made.topic == topics_.jobs_topic() && first && first->topic == made.topic
      && count != partitions_.end() && first->partition < count->second)
    made.partition = first->partition;
  return made;
}

std::variant<hop, wait> hop_planner::send(const place& from, kafka::outgoing_record record,
                                          bool goes_alone, int64_t due_ms, int64_t now_ms) {
  if (is_missing(record.topic)) {
    wanted_[from] = record.topic;
    const auto next_try = now_ms + first_pause.count();
    return wait{due_ms > now_ms ? std::min(due_ms, next_try) : next_try};
  }
  const auto closed = closed_.find(record.topic);
  if (closed == closed_.end())
    return hop{.record = std::move(record), .has_to_go_alone = goes_alone};
  if (now_ms < closed->second.until_ms)
    return wait{closed->second.until_ms};
  return hop{.record = std::move(record), .has_to_go_alone = true};
}

/// Where the topic is closed, this one finds out for all.
void hop_planner::sent(const departure& hop, int64_t now_ms) {
  if (const auto closed = closed_.find(hop.to); closed != closed_.end())
    closed->second.until_ms = now_ms + closed->second.pause.count();
}

void hop_planner::refused(const departure& hop, const kafka::delivery& what,
                          bool may_be_a_neighbours, int64_t now_ms) {
  using kafka::refusal;
  auto& known = troubles_[{partition_of(hop.from), hop.from.offset}];
  if (may_be_a_neighbours)
    return; // to be tried alone
  if (what.refusal == refusal::no_such_target && hop.has_partition)
    partitions_.erase(hop.to); // it may have fewer than it had
  else if (what.refusal == refusal::no_such_target || what.refusal == refusal::forbidden)
    close(hop.to, what.why, now_ms);
  else if (!known.is_hopeless)
    known = {true, hop.to + " does not take it: " + what.why, std::numeric_limits<size_t>::max()};
  else if (what.refusal == refusal::too_large && known.max_bytes > least_dead_letter_bytes)
    known.max_bytes = std::max(least_dead_letter_bytes, hop.bytes / 2);
  else
    close(hop.to, what.why, now_ms);
}

void hop_planner::close(const std::string& topic, const std::string& why, int64_t now_ms) {
  auto& closed = closed_[topic];
  closed.pause = closed.pause == 0ms ? first_pause : std::min(longest_pause, closed.pause * 2);
  closed.until_ms = now_ms + closed.pause.count();
  closed.why = why;
}

void hop_planner::taken(const departure& hop) {
  const place from{partition_of(hop.from), hop.from.offset};
  troubles_.erase(from);
  wanted_.erase(from);
  closed_.erase(hop.to);
}

void hop_planner::note_partitions(const std::string& topic, int count) {
  partitions_[topic] = count;
  if (count != 0)
    std::erase_if(wanted_, [&](const auto& one) { return one.second == topic; });
}

std::vector<std::string> hop_planner::missing_topics() const {
  std::vector<std::string> all;
  for (const auto& [topic, count] : partitions_)
    if (count == 0)
      all.push_back(topic);
  return all;
}

std::vector<std::string> hop_planner::missing_delay_topics() const {
  auto all = missing_topics();
  std::erase(all, topics_.jobs_topic());
  return all;
}

std::string hop_planner::problem() const {
  if (!wanted_.empty())
    return missing(wanted_.begin()->second);
  for (const auto& [topic, closed] : closed_)
    return "records of delay topics do not get into " + topic + ": " + closed.why;
  return {};
}

} // namespace cordon::delay
