// SPDX-License-Identifier: Apache-2.0
#include "jobs_topic_watch.hpp"

#include "job/log.hpp"

namespace cordon::workers {

namespace {

constexpr const char* health_part = "jobs_topic";
/// What the consumer of jobs says for as long as it has no partitions.
constexpr const char* waiting_part = "intake";

/// The worker heeds no signal meanwhile.
constexpr auto patience = std::chrono::seconds(1);
/// A broker that is away is told of by others; a topic that is there needs no more looks for long.
constexpr auto pause_without_broker = std::chrono::seconds(5);
constexpr auto pause_once_found = std::chrono::seconds(30);

} // namespace

void jobs_topic_watch::look(job::health& health, clock::time_point now) {
  if (!health.problems().contains(waiting_part)) {
    reader_.reset();
    health.clear(health_part);
    return;
  }
  if (now < next_look_)
    return;
  const auto is_there = find_topic();
  if (!is_there) {
    next_look_ = now + pause_without_broker;
  } else if (*is_there) {
    health.clear(health_part);
    reader_.reset();
    next_look_ = now + pause_once_found;
  } else {
    tell_missing(health);
  }
}

std::optional<bool> jobs_topic_watch::find_topic() {
  if (!reader_) {
    auto connected = topic_reader::connect(theirs_, patience);
    if (!connected)
      return std::nullopt;
    reader_ = *std::move(connected);
  }
  const auto found = reader_->find(topic_);
  if (!found && found.error().code != errc::not_found)
    return std::nullopt;
  return found.has_value();
}

void jobs_topic_watch::tell_missing(job::health& health) const {
  const auto brokers = theirs_.find("bootstrap.servers");
  const std::string at = brokers == theirs_.end() ? "" : brokers->second;
  const std::string why = "there is no topic '" + topic_ + "' on " + at
                          + "; create the topics: cordon topics create --bootstrap-servers " + at;
  if (health.set(health_part, why))
    job::log_event(job::log_level::warn, "jobs_topic_missing", {{"topic", topic_}, {"why", why}});
}

} // namespace cordon::workers
