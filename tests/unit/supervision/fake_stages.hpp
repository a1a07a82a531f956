// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/actor_handlers.hpp"
#include "supervision/pipeline_actor.hpp"
#include "test_system.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace cordon::supervision::fakes {

/// What a stage was given.
struct delivery {
  supervision::stage stage;
  uint64_t number;
  std::string job_id;
  job::result_ptr result; ///< null in validation and execution
};

/// Stages that only note what they are given: the test answers in their place, ends them, or has
/// them throw.
struct fake_stages {
  std::vector<delivery> got;
  std::vector<uint64_t> cancelled; ///< programs that the execution was told to kill and answer
  std::vector<uint64_t> abandoned; ///< and those to kill only
  std::set<stage> throwing;
  std::map<stage, int> starts;
  validation::validation_actor validation;
  execution::execution_actor execution;
  redaction::redaction_actor redaction;
  publish::publish_actor publish;

  void take(stage where, const job::run& run, const job::result_ptr& result = nullptr) {
    got.push_back({where, run.number, run.job->id, result});
    if (throwing.contains(where))
      throw std::runtime_error("the stage broke");
  }

  stage_factories factories(test::test_system& system);
};

inline validation::validation_actor::behavior_type
fake_validation(validation::validation_actor::pointer self, fake_stages* stages) {
  job::install_handlers(self);
  return {[stages](validate_atom, const job::run& run) { stages->take(stage::validation, run); },
          [](analysed_atom, const validation::analysis_message&) {}};
}

inline execution::execution_actor::behavior_type
fake_execution(execution::execution_actor::pointer self, fake_stages* stages) {
  job::install_handlers(self);
  return {[stages](execute_atom, const job::run& run) { stages->take(stage::execution, run); },
          [stages](cancel_atom, uint64_t number) { stages->cancelled.push_back(number); },
          [stages](abandon_atom, uint64_t number) { stages->abandoned.push_back(number); },
          [](ended_atom, const execution::outcome_message&) {}};
}

inline redaction::redaction_actor::behavior_type
fake_redaction(redaction::redaction_actor::pointer self, fake_stages* stages) {
  job::install_handlers(self);
  return {[stages](redact_atom, const job::run& run, const job::result_ptr& result) {
    stages->take(stage::redaction, run, result);
  }};
}

inline publish::publish_actor::behavior_type fake_publish(publish::publish_actor::pointer self,
                                                          fake_stages* stages) {
  job::install_handlers(self);
  return {[stages](publish_atom, const job::run& run, const job::result_ptr& result) {
    stages->take(stage::publish, run, result);
  }};
}

inline stage_factories fake_stages::factories(test::test_system& system) {
  return {
      .validation =
          [this, &system](const job::progress_actor&) {
            ++starts[stage::validation];
            return validation = system.spawn(fake_validation, this);
          },
      .execution =
          [this, &system](const job::progress_actor&) {
            ++starts[stage::execution];
            return execution = system.spawn(fake_execution, this);
          },
      .redaction =
          [this, &system](const job::progress_actor&) {
            ++starts[stage::redaction];
            return redaction = system.spawn(fake_redaction, this);
          },
      .publish =
          [this, &system](const job::progress_actor&) {
            ++starts[stage::publish];
            return publish = system.spawn(fake_publish, this);
          },
  };
}

/// Keeps what it is told.
inline audit::audit_actor::behavior_type fake_audit(audit::audit_actor::pointer self,
                                                    std::vector<job::audit_note>* notes) {
  job::install_handlers(self);
  return {[notes](note_atom, const job::audit_note& note) { notes->push_back(note); },
          [](close_atom) { return std::string(); }};
}

} // namespace cordon::supervision::fakes
