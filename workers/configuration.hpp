// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "job/profile.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::workers {

/// Host users that slots run as where cordon is started as root; slot i gets `first` + i.
struct uid_range {
  uint32_t first = 200'000;
  uint32_t count = 1'000;
};

/// How programs are run.
struct execution_settings {
  std::string runner;                        ///< cordon-runner; default: beside this program
  uint32_t jobs_per_runner = 1'000;          ///< then a runner is renewed, with fresh hash seeds
  std::chrono::seconds runner_lifetime{600}; ///< the same by age
  uid_range uids;
  std::string cgroup_root; ///< "": found by itself
};

/// In which order jobs start.
enum class ordering : uint8_t { key, partition, unordered };

/// The way in: `[intake]`.
struct intake_settings {
  std::string jobs_topic = "cordon.jobs";
  std::string control_topic = "cordon.control"; ///< cancellations
  std::string group = "cordon";                 ///< consumer group
  workers::ordering ordering = workers::ordering::key;
  uint32_t max_buffered_records = 10'000;    ///< that wait for their turn, of each partition
  uint64_t max_buffered_bytes = 64ULL << 20; ///< the same in bytes
};

/// The way out: `[publish]`.
struct publish_settings {
  std::string delivery = "exactly-once"; ///< or "at-least-once"
  std::chrono::milliseconds transaction_interval{5};
  std::string reply_topic = "cordon.replies";
  /// Reply topics that a job may name; '*' stands for anything.
  std::vector<std::string> reply_topics{"cordon.replies", "*-replies"};
  std::string events_topic = "cordon.events"; ///< "": no events
  std::string audit_topic = "cordon.audit";   ///< "": no audit records to Kafka
  std::string dead_letter_topic;              ///< "": <jobs topic>-dlt
};

/// Redis: `[session]`.
struct session_settings {
  std::string redis = "redis://127.0.0.1:6379/0"; ///< or unix:///path?db=0
  std::string redis_password;                     ///< "": none, or that of the address
  std::string on_redis_down = "wait";             ///< or "run"
  std::chrono::seconds result_ttl{86'400};
  std::chrono::seconds dedupe_ttl{86'400};      ///< of an id, once its job has a result
  uint64_t inline_artifacts_max = 512ULL << 10; ///< bytes of artifacts that a reply holds itself
};

/// `[http]`.
struct http_settings {
  std::string listen = "127.0.0.1:9464"; ///< "": no metrics and no health endpoint
};

/// All that an operator can set. Built once at start-up, immutable afterwards.
struct configuration {
  std::string name;               ///< of this worker in its group; "": none
  uint32_t slots = 1;             ///< programs that run at the same time; default: the cores
  std::string log_level = "warn"; ///< trace, debug, info, warn, error, critical or off
  std::chrono::milliseconds drain_timeout{30'000}; ///< after SIGTERM, for what runs
  uint32_t max_crashes = 3;  ///< deaths under a job after which it is given up
  uint32_t max_retries = 10; ///< that a job may ask for
  std::string audit_file;    ///< "": no audit trail
  execution_settings execution;
  /// `[kafka]`: librdkafka's properties under their own names.
  std::map<std::string, std::string> kafka{{"bootstrap.servers", "127.0.0.1:9092"}};
  intake_settings intake;
  publish_settings publish;
  session_settings session;
  http_settings http;
  bool names_broker = false;   ///< whether anything set bootstrap.servers
  bool names_redis = false;    ///< whether anything set session.redis
  bool names_delivery = false; ///< whether anything set publish.delivery
  job::profile_map profiles;   ///< the built-in ones, changed and joined by the file's
};

/// Settings written as text, by their name "table.key"; see `settings()`.
using setting_texts = std::map<std::string, std::string>;

/// Where a configuration comes from. A flag goes over the environment, the environment over the
/// file, the file over the defaults.
struct configuration_sources {
  std::string file;                               ///< --config; "": what CORDON_CONFIG names
  std::map<std::string, std::string> environment; ///< CORDON_… variables, others are ignored
  setting_texts flags;
};

/// The topic of dead letters: the one that is named, or that of the jobs topic.
std::string dead_letter_topic(const configuration&);

/// What holds where nothing is set: the cores of this machine, the runner beside this program.
configuration default_configuration();

/// The CORDON_… variables of this process.
std::map<std::string, std::string> cordon_environment();

/// Reads all sources. Errors: not_found for a file that is not there, unsupported for what the
/// contract names and this version lacks, bad_input; each says which file, line and key, variable
/// or flag is meant, and what would be right.
expected<configuration> load_configuration(const configuration_sources&);

/// The same for one file, without environment and flags.
expected<configuration> load_configuration(const std::string& path);

} // namespace cordon::workers
