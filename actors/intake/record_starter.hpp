// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/cancellations.hpp"
#include "intake/intake_port.hpp"
#include "intake/job_flow.hpp"
#include "intake/request_reader.hpp"

#include <cstdint>
#include <functional>

namespace cordon::intake {

/// What happens between a record's turn and its start: it is read, held against the cancellations,
/// looked up, and handed to the pipeline. One thread owns it; answers come back to that thread.
class record_starter {
public:
  /// Runs a function later on the owner's thread; may be called from any.
  using post_function = std::function<void(std::function<void()>)>;

  /// What is given by reference outlives this, and so does this every posted function that runs.
  record_starter(job_flow& flow, intake_port& port, const cancellations& cancelled,
                 request_settings requests, uint32_t max_crashes, post_function post);

  /// Starts every record whose turn it is.
  void start_ready();

private:
  void start(const job::record_ptr& record);
  void start_alone(const job::record_ptr& record);
  /// Reads the record; a job that is not to run has its answer in the submission.
  job::submission read(const job::record_ptr& record) const;
  /// Gives the submission its answer where the job is not to run any more.
  void settle(job::submission& submission) const;
  void submit(const job::record& record, job::submission submission);
  bool is_cancelled(const job::job& job, int64_t first_timestamp_ms) const;
  void go_on(const job::record_ptr& record, job::submission submission, job::earlier_runs earlier);
  void give_back(const job::record& record, const job::earlier_runs& earlier);
  /// It waits in the delay topics.
  void put_off(const job::record_ptr& record, job::submission submission);
  /// What ends the record, on the owner's thread.
  std::function<void()> ending(const job::record_ptr& record);
  void answer_again(const job::record_ptr& record, const job::submission& submission,
                    std::string result);
  /// The same job is under way under another record, whose result will be this one's, too.
  void wait_for_the_first(const job::record_ptr& record);

  job_flow& flow_;
  intake_port& port_;
  const cancellations& cancelled_;
  request_settings requests_;
  uint32_t max_crashes_;
  post_function post_;
};

} // namespace cordon::intake
