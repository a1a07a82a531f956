// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/jobs_consumer.hpp"
#include "job/error.hpp"
#include "job/health.hpp"
#include "kafka/properties.hpp"
#include "metrics/metrics.hpp"
#include "publish/kafka_replies.hpp"
#include "publish/refusal_log.hpp"
#include "publish/transactions.hpp"
#include "session/session_store.hpp"
#include "supervision/assembly.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cordon::supervision {

/// What a worker is made of.
struct worker_settings {
  assembly_settings pipeline;
  kafka::properties kafka; ///< librdkafka's, as the operator gave them
  std::string jobs_topic;
  std::string control_topic;
  std::string group;
  std::string name{}; ///< this worker's in its group; "": none
  bool is_exactly_once = false;
  publish::transaction_settings transactions{}; ///< where it is
  intake::job_flow::limits flow;
  std::vector<std::string> allowed_reply_topics;
  uint32_t max_retries = 10; ///< that a job may ask for
  publish::reply_settings replies;
  publish::retry_delays reply_delays{}; ///< of what is refused for good
  std::string events_topic;             ///< "": none
  std::string audit_topic;              ///< "": none
  cordon::session::session_settings session;
};

/// The pipeline between Kafka's topics, with its Redis: the whole of `cordon worker` but its
/// configuration, signals and HTTP. Thread-safe once made.
class worker {
public:
  /// `health` and `metrics` outlive the worker; the gauges of `metrics` end with it. `failed` is
  /// called, from any thread, when it can't go on.
  static expected<std::unique_ptr<worker>> make(worker_settings settings, job::health& health,
                                                cordon::metrics::metrics& metrics,
                                                std::function<void(std::string why)> failed);
  /// Ends at once: what runs is killed, what was not published is not committed.
  ~worker();

  /// Runs a program in the default profile and in each that demands a layer: a worker that can't
  /// serve them takes no job. Before `start`; waits. Errors: system, which names the profile.
  expected<void> try_sandbox();

  /// Reads the control topic to its end, then joins the group.
  void start();

  /// Takes nothing new, waits up to `patience` for what runs, commits, leaves the group and closes
  /// the audit. Blocks. The number of jobs that outlasted it. Errors: of the audit.
  expected<size_t> drain(std::chrono::milliseconds patience);

  std::vector<intake::jobs_consumer::partition_view> partitions() const;

private:
  struct parts;
  explicit worker(std::unique_ptr<parts>);
  std::unique_ptr<parts> parts_;
};

} // namespace cordon::supervision
