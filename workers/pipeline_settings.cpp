// SPDX-License-Identifier: Apache-2.0
#include "pipeline_settings.hpp"

#include <algorithm>
#include <unistd.h>

namespace cordon::workers {

namespace {

/// Two look at sources while programs run: one slow source does not hold up all others.
constexpr uint32_t max_analysers = 2;

/// Jobs that need no slot go through the threads in batches of about this size.
constexpr uint32_t max_short_in_flight = 2'048;

/// Jobs between intake and reply: enough that no slot ever waits for the next.
uint32_t max_in_flight(uint32_t slots) {
  return slots * 8 + 64;
}

intake::ordering to_intake(ordering order) {
  switch (order) {
  case ordering::partition:
    return intake::ordering::partition;
  case ordering::unordered:
    return intake::ordering::unordered;
  case ordering::key:
    break;
  }
  return intake::ordering::key;
}

session::session_settings make_session_settings(const configuration& configuration) {
  return {.redis = configuration.session.redis,
          .password = configuration.session.redis_password,
          .result_ttl = configuration.session.result_ttl,
          .dedupe_ttl = configuration.session.dedupe_ttl,
          .max_crashes = configuration.max_crashes,
          .wait_when_down = configuration.session.on_redis_down == "wait"};
}

publish::reply_settings make_reply_settings(const configuration& configuration) {
  publish::reply_settings settings;
  settings.jobs_topic = configuration.intake.jobs_topic;
  settings.reply_topic = configuration.publish.reply_topic;
  settings.dead_letter_topic = dead_letter_topic(configuration);
  settings.group = configuration.intake.group;
  settings.inline_artifacts_max = configuration.session.inline_artifacts_max;
  return settings;
}

} // namespace

supervision::assembly_settings make_pipeline_settings(const configuration& configuration) {
  const auto& execution = configuration.execution;
  const bool is_root = geteuid() == 0;
  supervision::assembly_settings settings;
  settings.profiles = configuration.profiles;
  settings.audit_file = configuration.audit_file;
  settings.sandbox.runner_program = execution.runner;
  settings.sandbox.slots = configuration.slots;
  settings.sandbox.jobs_per_runner = execution.jobs_per_runner;
  settings.sandbox.runner_lifetime = execution.runner_lifetime;
  settings.sandbox.cgroup_root = execution.cgroup_root;
  settings.analysers.runner_program = execution.runner;
  settings.analysers.analysers = std::min(configuration.slots, max_analysers);
  if (is_root) {
    settings.sandbox.first_uid = execution.uids.first;
    settings.analysers.first_uid = execution.uids.first + configuration.slots;
  }
  return settings;
}

supervision::worker_settings make_worker_settings(const configuration& configuration) {
  const auto& intake = configuration.intake;
  supervision::worker_settings settings;
  settings.pipeline = make_pipeline_settings(configuration);
  settings.kafka = configuration.kafka;
  settings.jobs_topic = intake.jobs_topic;
  settings.control_topic = intake.control_topic;
  settings.group = intake.group;
  settings.name = configuration.name;
  settings.is_exactly_once = configuration.publish.delivery == "exactly-once";
  settings.transactions.interval = configuration.publish.transaction_interval;
  settings.flow = {.ordering = to_intake(intake.ordering),
                   .max_buffered_records = intake.max_buffered_records,
                   .max_buffered_bytes = intake.max_buffered_bytes,
                   .max_in_flight = max_in_flight(configuration.slots),
                   .max_short_in_flight = max_short_in_flight};
  settings.allowed_reply_topics = configuration.publish.reply_topics;
  settings.max_retries = configuration.max_retries;
  settings.replies = make_reply_settings(configuration);
  settings.events_topic = configuration.publish.events_topic;
  settings.audit_topic = configuration.publish.audit_topic;
  settings.session = make_session_settings(configuration);
  return settings;
}

} // namespace cordon::workers
