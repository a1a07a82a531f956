// SPDX-License-Identifier: Apache-2.0
#include "supervision/pipeline_actor.hpp"

#include "job/actor_handlers.hpp"
#include "job/log.hpp"
#include "job/wall_clock.hpp"
#include "supervision/own_answers.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

namespace cordon::supervision {

namespace {

using self_pointer = pipeline_actor::stateful_pointer<pipeline_state>;
using passage = passages::passage;

/// One step of a job: to the stage where it stands now.
void send_on(self_pointer self, passage& job) {
  auto& state = self->state;
  switch (job.stage) {
  case stage::validation:
    return self->send(state.validation, validate_atom_v, job.run);
  case stage::execution:
    return self->send(state.execution, execute_atom_v, job.run);
  case stage::redaction:
    return self->send(state.redaction, redact_atom_v, job.run, job.result);
  case stage::publish:
    return self->send(state.publish, publish_atom_v, job.run, job.result);
  }
}

void enter(passage& job, stage next) {
  job.stage = next;
  job.stage_since = std::chrono::steady_clock::now();
}

void leave(self_pointer self, const passage& job) {
  if (job.stage_since != std::chrono::steady_clock::time_point())
    self->state.options.observer->left(job.stage,
                                       std::chrono::steady_clock::now() - job.stage_since);
}

void move_to(self_pointer self, passage& job, stage next) {
  leave(self, job);
  enter(job, next);
  send_on(self, job);
}

void go_with_result(self_pointer self, passage& job, job::result_ptr result) {
  job.result = std::move(result);
  move_to(self, job, stage::redaction);
}

/// To the job's first stage; a message that is none has its answer already.
void set_out(self_pointer self, passage& job) {
  job.stage_since = {};
  if (job.rejected)
    return go_with_result(self, job, std::make_shared<job::result>(make_rejection(*job.rejected)));
  if (job.settled)
    return go_with_result(self, job, std::make_shared<job::result>(*job.settled));
  self->state.options.observer->started(job.run);
  const auto first = passages::first_stage(*job.run.job);
  if (first == stage::redaction)
    return go_with_result(self, job, std::make_shared<job::result>());
  job.result = nullptr;
  enter(job, first);
  send_on(self, job);
}

void give_up(self_pointer self, passage& job, const std::string& why) {
  go_with_result(self, job, std::make_shared<job::result>(make_crash_failure(job.crashes, why)));
}

void take_in(self_pointer self, const job::submission& submission) {
  auto& state = self->state;
  const auto* rejected = submission.rejected.get();
  auto job = rejected ? std::make_shared<const job::job>(rejected->header) : submission.job;
  auto& taken = state.jobs.take_in(std::move(job), job::microseconds_since_epoch(),
                                   std::chrono::steady_clock::now());
  taken.run.request = submission.request;
  taken.rejected = submission.rejected;
  taken.settled = submission.answer;
  taken.crashes = submission.earlier_starts;
  state.audit_port.tell(self, taken.run, "accepted",
                        {{"type", std::string(job::to_string(taken.run.job->type))}});
  state.options.observer->taken_in(taken.run);
  if (taken.crashes >= state.options.max_crashes)
    return give_up(self, taken, "the worker's process ended");
  set_out(self, taken);
}

/// Drives the job from its first stage again, or gives it up.
void drive_again(self_pointer self, uint64_t number, const std::string& why) {
  auto* job = self->state.jobs.crash(number);
  if (!job)
    return;
  const auto crashes = std::to_string(job->crashes);
  job::log_event(job::log_level::warn, "job_crashed",
                 {{"job_id", job->run.job->id}, {"crashes", crashes}, {"why", why}});
  if (!job->settled && job->crashes >= self->state.options.max_crashes)
    return give_up(self, *job, why);
  self->state.options.observer->driven_again(job->run);
  set_out(self, *job);
}

/// Ends a job that waits to be checked or run, or is. What a program did so far comes from the
/// execution, at once; what is being checked is for nobody.
void cancel(self_pointer self, passage& job) {
  if (job.stage != stage::validation && job.stage != stage::execution)
    return;
  // Should a stage die, or news of a death come late: the job stays cancelled.
  job.settled = std::make_shared<const job::result>(make_cancelled());
  if (job.stage == stage::execution)
    return self->send(self->state.execution, cancel_atom_v, job.run.number);
  go_with_result(self, job, std::make_shared<job::result>(*job.settled));
}

void conclude(self_pointer self, passage& job) {
  const auto& options = self->state.options;
  if (options.conclude)
    options.conclude(job.run, *job.result);
  if (job.result->retry_at_ms)
    options.observer->put_off(job.run);
  else
    options.observer->answered(job.run, *job.result);
}

void abandon(self_pointer self, uint64_t number) {
  auto& state = self->state;
  const auto& job = *state.jobs.find(number);
  if (job.stage == stage::execution)
    self->send(state.execution, abandon_atom_v, number);
  state.options.observer->abandoned(job.run);
  state.jobs.finish(number);
}

/// Starts a stage and watches it.
template <class Handle, class Factory>
void start(self_pointer self, Handle& stage, const Factory& make) {
  stage = make(caf::actor_cast<job::progress_actor>(self));
  self->monitor(stage);
}

bool restart(self_pointer self, stage which) {
  auto& state = self->state;
  if (!state.budget.take(std::chrono::steady_clock::now()))
    return false;
  state.options.observer->restarted(which);
  switch (which) {
  case stage::validation:
    start(self, state.validation, state.factories.validation);
    break;
  case stage::execution:
    start(self, state.execution, state.factories.execution);
    break;
  case stage::redaction:
    start(self, state.redaction, state.factories.redaction);
    break;
  case stage::publish:
    start(self, state.publish, state.factories.publish);
    break;
  }
  return true;
}

std::optional<stage> stage_of(const pipeline_state& state, const caf::actor_addr& address) {
  if (state.validation == address)
    return stage::validation;
  if (state.execution == address)
    return stage::execution;
  if (state.redaction == address)
    return stage::redaction;
  if (state.publish == address)
    return stage::publish;
  return std::nullopt;
}

void handle_death(self_pointer self, const caf::down_msg& down) {
  auto& state = self->state;
  if (state.audit == down.source)
    return self->quit(down.reason);
  const auto dead = stage_of(state, down.source);
  if (!dead)
    return;
  const auto held = state.jobs.held_by(*dead);
  job::log_event(job::log_level::error, "stage_died",
                 {{"stage", to_string(*dead)}, {"why", self->system().render(down.reason)}});
  if (!restart(self, *dead))
    return self->quit(caf::make_error(caf::sec::runtime_error,
                                      "the pipeline's stages died too often; the last one: "
                                          + self->system().render(down.reason)));
  for (const auto number : held)
    drive_again(self, number,
                "the stage that held it ended: " + self->system().render(down.reason));
}

void start_stages(self_pointer self, stage_factories factories, audit::audit_actor audit) {
  auto& state = self->state;
  state.factories = std::move(factories);
  state.audit = std::move(audit);
  if (state.audit) {
    state.audit_port = job::audit_port(state.audit);
    self->monitor(state.audit);
  }
  start(self, state.validation, state.factories.validation);
  start(self, state.execution, state.factories.execution);
  start(self, state.redaction, state.factories.redaction);
  start(self, state.publish, state.factories.publish);
}

/// Ends the stages with the pipeline.
void end_stages(pipeline_state& state) {
  const auto reason = caf::exit_reason::user_shutdown;
  caf::anon_send_exit(state.validation, reason);
  caf::anon_send_exit(state.execution, reason);
  caf::anon_send_exit(state.redaction, reason);
  caf::anon_send_exit(state.publish, reason);
}

} // namespace

pipeline_actor::behavior_type run_pipeline(self_pointer self, stage_factories factories,
                                           audit::audit_actor audit, pipeline_options options) {
  job::install_handlers(self);
  self->state.options = std::move(options);
  self->set_down_handler([self](const caf::down_msg& down) { handle_death(self, down); });
  start_stages(self, std::move(factories), std::move(audit));
  return {
      [self](validated_atom, uint64_t number, job::result_ptr& result) {
        auto* job = self->state.jobs.at(number, stage::validation);
        if (!job)
          return;
        if (result)
          go_with_result(self, *job, std::move(result));
        else
          move_to(self, *job, stage::execution);
      },
      [self](executed_atom, uint64_t number, job::result_ptr& result) {
        if (auto* job = self->state.jobs.at(number, stage::execution))
          go_with_result(self, *job,
                         job->settled ? make_cancelled_while_run(std::move(result))
                                      : std::move(result));
      },
      [self](redacted_atom, uint64_t number, job::result_ptr& result) {
        auto* job = self->state.jobs.at(number, stage::redaction);
        if (!job)
          return;
        job->result = std::move(result);
        conclude(self, *job);
        move_to(self, *job, stage::publish);
      },
      [self](published_atom, uint64_t number) {
        auto* job = self->state.jobs.at(number, stage::publish);
        if (!job)
          return;
        leave(self, *job);
        self->state.options.observer->published(job->run);
        self->state.jobs.finish(number);
      },
      [self](crashed_atom, uint64_t number, const std::string& why) {
        drive_again(self, number, why);
      },
      [self](submit_atom, const job::submission& submission) { take_in(self, submission); },
      [self](cancel_atom, const std::string& user_text, const std::string& id, int64_t until_ms) {
        for (const auto number : self->state.jobs.named(user_text, id, until_ms))
          cancel(self, *self->state.jobs.find(number));
      },
      [self](abandon_atom, const std::string& topic, int32_t partition) {
        for (const auto number : self->state.jobs.of_partition(topic, partition))
          abandon(self, number);
      },
  };
}

pipeline_state::~pipeline_state() {
  end_stages(*this);
}

} // namespace cordon::supervision
