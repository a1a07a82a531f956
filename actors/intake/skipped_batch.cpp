// SPDX-License-Identifier: Apache-2.0
#include "intake/skipped_batch.hpp"

#include "job/log.hpp"
#include "job/wall_clock.hpp"

#include <set>

namespace cordon::intake {

namespace {

std::string range_of(const kafka::held_up_partitions::ending& batch) {
  const auto first = std::to_string(batch.first);
  const auto last = std::to_string(batch.next - 1);
  return first == last ? "offset " + first : "offsets " + first + " to " + last;
}

} // namespace

std::string unreadable_part(const job::partition& at) {
  return "unreadable_" + at.name();
}

void tell_unreadable(job::health& health, const job::partition& at, const std::string& why) {
  health.set(unreadable_part(at), why);
  job::log_event(job::log_level::warn, "batch_unreadable",
                 {{"topic", at.topic}, {"partition", std::to_string(at.number)}, {"why", why}});
}

void tell_ending(job::health& health, const kafka::held_up_partitions::ending& batch) {
  log_ending(batch);
  if (batch.problem.empty())
    health.clear(unreadable_part(batch.at));
  else
    health.set(unreadable_part(batch.at), batch.why + "; its end: " + batch.problem);
}

std::vector<job::record_ptr> marks_of(const kafka::held_up_partitions::ending& batch) {
  if (batch.next <= batch.first)
    return {};
  job::record mark;
  mark.timestamp_ms = job::milliseconds_since_epoch();
  mark.headers_problem = "what " + batch.at.name() + " has at " + range_of(batch)
                         + " can't be read and was passed over: " + batch.why;
  std::vector<job::record_ptr> marks;
  for (const auto offset : std::set{batch.first, batch.next - 1}) {
    mark.at = {batch.at.topic, batch.at.number, offset};
    marks.push_back(std::make_shared<const job::record>(mark));
  }
  return marks;
}

void log_ending(const kafka::held_up_partitions::ending& batch) {
  if (!batch.problem.empty())
    job::log_event(job::log_level::error, "batch_end_not_found",
                   {{"topic", batch.at.topic},
                    {"partition", std::to_string(batch.at.number)},
                    {"offset", std::to_string(batch.first)},
                    {"why", batch.why},
                    {"problem", batch.problem}});
  else if (batch.next > batch.first)
    job::log_event(job::log_level::error, "batch_skipped",
                   {{"topic", batch.at.topic},
                    {"partition", std::to_string(batch.at.number)},
                    {"offset", std::to_string(batch.first)},
                    {"next_offset", std::to_string(batch.next)},
                    {"why", batch.why}});
}

} // namespace cordon::intake
