// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/cancellations.hpp"
#include "intake/intake_port.hpp"
#include "intake/job_flow.hpp"
#include "intake/request_reader.hpp"
#include "job/error.hpp"
#include "job/health.hpp"
#include "kafka/offset_committer.hpp"
#include "kafka/properties.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cordon::intake {

/// How the jobs topic is read.
struct consumer_settings {
  kafka::properties properties; ///< the operator's
  std::string topic;
  std::string group;
  std::string instance{}; ///< this worker's name in the group; "": none
  job_flow::limits flow;
  request_settings requests;
  uint32_t max_crashes = 3;
  /// At least once, between two commits; what is run again after a crash grows with it. A committer
  /// has intervals of its own.
  std::chrono::milliseconds commit_interval{200};
  /// Commits for the consumer, on its thread; null: it does so itself. Outlives the consumer.
  kafka::offset_committer* committer = nullptr;
};

class consumer_thread;

/// Takes the records of the jobs topic, lets each start when its turn has come, and commits the
/// lowest unfinished offset of each partition. Owns the thread that polls, so that a worker stays
/// in its group while it is idle, paused or busy. Thread-safe.
class jobs_consumer {
public:
  /// What the jobs topic's partitions of this worker hold, for the metrics.
  struct partition_view {
    job::partition id;
    size_t buffered_records = 0;
    size_t buffered_bytes = 0;
    bool paused = false;
    int64_t next_offset = -1; ///< the lowest unfinished; -1: nothing was read yet
    int64_t low = -1;         ///< the first offset that the broker still has; -1: unknown
    int64_t lag = -1;         ///< records from `next_offset` to the end; -1: unknown
  };

  /// `port`, `cancelled` and `health` outlive the consumer. `failed` is called at most once, when
  /// the topic can't be read any more.
  static expected<std::unique_ptr<jobs_consumer>>
  make(consumer_settings settings, intake_port& port, const cancellations& cancelled,
       job::health& health, std::function<void(std::string why)> failed);
  /// As `stop`.
  ~jobs_consumer();

  /// Joins the group and begins.
  void start();

  /// There is something to commit.
  void wake();

  /// The job has its result, which is on its way.
  void answered(job::record_ptr record);

  /// The job is over: answered, and its record may be committed.
  void finished(job::record_ptr record);

  /// Takes nothing new, waits up to `patience` for what runs, commits and leaves the group. Blocks
  /// the caller. The number of jobs that did not end in time: they were abandoned.
  size_t drain(std::chrono::milliseconds patience);

  /// Leaves the group at once, and ends the thread: nothing is asked of the port any more. What
  /// runs is not committed. After `drain` there is nothing left to do.
  void stop();

  std::vector<partition_view> partitions() const;
  size_t in_flight() const;

private:
  explicit jobs_consumer(std::unique_ptr<consumer_thread>);
  std::unique_ptr<consumer_thread> thread_;
};

} // namespace cordon::intake
