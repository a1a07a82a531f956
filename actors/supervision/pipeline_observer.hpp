// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/run.hpp"
#include "supervision/passages.hpp"

#include <chrono>
#include <string_view>

namespace cordon::supervision {

/// Told what happens to the jobs in the pipeline, on the pipeline's own thread: must not block.
class pipeline_observer {
public:
  virtual ~pipeline_observer() = default;

  virtual void taken_in(const job::run&) {}
  /// Work on the job began, or began anew after a death.
  virtual void started(const job::run&) {}
  /// So long the job was in that stage.
  virtual void left(stage, std::chrono::nanoseconds) {}
  /// The result is final and on its way to the sink.
  virtual void answered(const job::run&, const job::result&) {}
  /// The result is where its asker finds it: the job is over.
  virtual void published(const job::run&) {}
  /// Something died under the job, and it is driven again.
  virtual void driven_again(const job::run&) {}
  /// The job failed and is to run again later: nobody is answered.
  virtual void put_off(const job::run&) {}
  /// The job is not ours any more: it is over here, without an answer.
  virtual void abandoned(const job::run&) {}
  virtual void restarted(stage) {}
};

} // namespace cordon::supervision
