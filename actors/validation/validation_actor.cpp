// SPDX-License-Identifier: Apache-2.0
#include "validation/validation_actor.hpp"

#include "job/actor_handlers.hpp"

#include <caf/send.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

namespace cordon::validation {

namespace {

/// Null where the job may go on: nothing was found, and there is something to go on with.
job::result_ptr make_answer(const job::job& job,
                            std::vector<job::validation_violation> violations) {
  if (!violations.empty())
    return std::make_shared<job::result>(make_rejection(std::move(violations)));
  if (job.type == job::job_type::validate)
    return std::make_shared<job::result>();
  return nullptr;
}

job::result_ptr make_sandbox_failure(const error& why) {
  auto result = std::make_shared<job::result>(
      job::make_failure(job::status::failed, job::error_type::SandboxError,
                        "The source could not be analysed: " + why.text()));
  result->can_retry = why.can_retry;
  return result;
}

} // namespace

job::result make_rejection(std::vector<job::validation_violation> violations) {
  auto message = violations.front().message;
  if (violations.front().line_number > 0)
    message += " (line " + std::to_string(violations.front().line_number) + ')';
  if (violations.size() > 1)
    message += " and " + std::to_string(violations.size() - 1) + " more";
  auto result = job::make_failure(job::status::rejected, job::error_type::ValidationError, message);
  result.validation_violations = std::move(violations);
  return result;
}

validation_actor::behavior_type
check_sources(validation_actor::stateful_pointer<validation_state> self,
              job::progress_actor pipeline, job::audit_port audit, io::event_loop* loop,
              analyser_pool* analysers) {
  job::install_handlers(self);
  return {
      [self, loop, analysers](validate_atom, const job::run& run) {
        self->state.under_way.emplace(run.number, run);
        loop->post([analysers, number = run.number, job = run.job,
                    back = caf::actor_cast<validation_actor>(self)] {
          analysers->analyse(number, job, [number, back](auto findings) {
            caf::anon_send(back, analysed_atom_v, analysis_message{number, std::move(findings)});
          });
        });
      },
      [self, pipeline, audit](analysed_atom, analysis_message& message) {
        const auto at = self->state.under_way.find(message.number);
        if (at == self->state.under_way.end())
          return;
        const auto run = std::move(at->second);
        self->state.under_way.erase(at);
        auto& findings = message.findings;
        if (!findings && is_crash(findings.error()))
          return self->send(pipeline, crashed_atom_v, run.number, findings.error().text());
        auto answer = findings ? make_answer(*run.job, std::move(*findings))
                               : make_sandbox_failure(findings.error());
        audit.tell(
            self, run, "validated",
            {{"violations", std::to_string(answer ? answer->validation_violations.size() : 0)}});
        self->send(pipeline, validated_atom_v, run.number, std::move(answer));
      },
  };
}

} // namespace cordon::validation
