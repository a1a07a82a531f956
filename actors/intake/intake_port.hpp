// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/job_flow.hpp"
#include "job/run.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace cordon::intake {

/// What is known of a record from before it was read this time.
struct earlier_runs {
  uint32_t starts = 0;               ///< how often it was started and never ended
  std::optional<std::string> result; ///< of this very record: its answer, as JSON
  bool counted = false;              ///< whether this start was written
};

/// The rest of the worker as the intake sees it. Called on the consumer's thread: must not block.
/// What is handed over to be called back may be called from any thread.
class intake_port {
public:
  virtual ~intake_port() = default;

  /// A job, or why a record is none, goes into the pipeline. `jobs_consumer::finished` ends it.
  virtual void submit(job::submission submission) = 0;

  /// Whether the ways out take what another job would give.
  virtual bool has_room() = 0;

  /// A job that was submitted is not to run, if its record is no later than `until_ms`.
  virtual void cancel(const job::job& job, int64_t until_ms) = 0;

  /// Answers a record with the result it had before.
  virtual void answer_again(job::request_ptr request, std::string id, std::string result,
                            std::function<void()> published) = 0;

  /// Asks what is known of a record, and counts this start unless it would be the last allowed.
  virtual void look_up(const job::job& job, const job::record_position& at,
                       std::function<void(earlier_runs)> done) = 0;
  /// Counts the start of a record that runs alone.
  virtual void count_start(const job::record_position& at, std::function<void()> done) = 0;
  /// The record was started in vain, and nothing died under it.
  virtual void take_back_start(const job::record_position& at) = 0;

  /// The partition's results must wait: it may become another worker's.
  virtual void hold(const partition_id& partition) = 0;
  /// It stayed ours.
  virtual void release(const partition_id& partition) = 0;
  /// It did not: its jobs are to be killed, their results dropped.
  virtual void abandon(const partition_id& partition) = 0;
};

} // namespace cordon::intake
