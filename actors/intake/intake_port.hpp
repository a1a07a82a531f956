// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/job_flow.hpp"
#include "job/earlier_runs.hpp"
#include "job/run.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace cordon::intake {

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

  /// Puts a job off until its `due_ms`: its record is to come again then.
  virtual void put_off(job::submission submission, std::function<void()> published) = 0;

  /// Asks what is known of a job's record, claims the job's name where it is free, and counts this
  /// start unless it would be the last allowed. @pre it has a job
  virtual void look_up(const job::submission& submission,
                       std::function<void(job::earlier_runs)> done) = 0;
  /// Counts the start of a record that runs alone.
  virtual void count_start(const job::record_position& at, std::function<void()> done) = 0;
  /// The record was started in vain, and nothing died under it.
  virtual void take_back_start(const job::record_position& at) = 0;
  /// A record that was looked up is not to run here: its claim is not kept up any more.
  virtual void let_go(const job::record_position& at) = 0;
  /// The same job runs under another record: `again` is to be called after a while.
  virtual void come_back_later(std::function<void()> again) = 0;

  /// The partition's results must wait: it may become another worker's.
  virtual void hold(const job::partition& partition) = 0;
  /// It stayed ours.
  virtual void release(const job::partition& partition) = 0;
  /// It did not: its jobs are to be killed, their results dropped.
  virtual void abandon(const job::partition& partition) = 0;
};

} // namespace cordon::intake
