// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit_actor.hpp"
#include "execution/execution_actor.hpp"
#include "job/audit_port.hpp"
#include "job/messages.hpp"
#include "publish/publish_actor.hpp"
#include "redaction/redaction_actor.hpp"
#include "supervision/passages.hpp"
#include "supervision/pipeline_observer.hpp"
#include "supervision/restart_budget.hpp"
#include "validation/validation_actor.hpp"

#include <functional>

namespace cordon::supervision {

/// The pipeline's entry, and the one that moves each job from stage to stage, starts the stages and
/// restarts one that dies. Ends with an error when stages die faster than the restart budget
/// allows, or when the audit does.
using pipeline_actor = job::progress_actor::extend<
    /// From the intake: a job, or why a message is none. Answered through the result sink.
    caf::reacts_to<submit_atom, job::submission>,
    /// From the control topic: jobs of that user with that id, and of records not later than that,
    /// are not to run, or to run no longer.
    caf::reacts_to<cancel_atom, std::string, std::string, int64_t>,
    /// From the intake: the jobs of that topic's partition are another worker's now.
    caf::reacts_to<abandon_atom, std::string, int32_t>>;

/// Makes the stages. Called at the start and again for each restart, on the pipeline's own thread;
/// `progress` is the pipeline.
struct stage_factories {
  std::function<validation::validation_actor(job::progress_actor progress)> validation;
  std::function<execution::execution_actor(job::progress_actor progress)> execution;
  std::function<redaction::redaction_actor(job::progress_actor progress)> redaction;
  std::function<publish::publish_actor(job::progress_actor progress)> publish;
};

struct pipeline_options {
  /// A job is given up after so many deaths under it.
  uint32_t max_crashes = 3;
  /// Completes a result before anybody is told of it (see retry_rule); may be empty. Called by one
  /// thread at a time.
  std::function<void(const job::run&, job::result&)> conclude{};
  /// Told of every step; outlives the pipeline.
  std::shared_ptr<pipeline_observer> observer = std::make_shared<pipeline_observer>();
};

struct pipeline_state {
  static inline const char* name = "pipeline";

  explicit pipeline_state(pipeline_actor::base*) {}
  /// Ends the stages.
  ~pipeline_state();

  stage_factories factories;
  pipeline_options options;
  validation::validation_actor validation;
  execution::execution_actor execution;
  redaction::redaction_actor redaction;
  publish::publish_actor publish;
  audit::audit_actor audit;
  job::audit_port audit_port;
  passages jobs;
  restart_budget budget;
};

/// `audit` may be null: then nothing is recorded.
pipeline_actor::behavior_type run_pipeline(pipeline_actor::stateful_pointer<pipeline_state> self,
                                           stage_factories factories, audit::audit_actor audit,
                                           pipeline_options options);

} // namespace cordon::supervision
