// SPDX-License-Identifier: Apache-2.0
#include "execution/execution_actor.hpp"

#include "job/actor_handlers.hpp"

#include <caf/send.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

namespace cordon::execution {

namespace {

job::result_ptr make_answer(const job::job& job, const expected<outcome>& ended) {
  if (ended)
    return std::make_shared<job::result>(make_result(job, *ended));
  auto result = std::make_shared<job::result>(
      job::make_failure(job::status::failed, job::error_type::SandboxError,
                        "The program could not be started: " + ended.error().text()));
  result->can_retry = ended.error().can_retry;
  return result;
}

void cancel_in_sandbox(execution_state& state, uint64_t number) {
  state.loop->post([sandbox = state.sandbox, number] { sandbox->cancel(number); });
}

void run_in_sandbox(execution_state& state, const job::run& run, const execution_actor& back) {
  state.under_way.emplace(run.number, run);
  state.loop->post([sandbox = state.sandbox, number = run.number, job = run.job, back] {
    sandbox->run(number, job, [number, back](expected<outcome> ended) {
      caf::anon_send(
          back, ended_atom_v,
          outcome_message{number, std::make_shared<expected<outcome>>(std::move(ended))});
    });
  });
}

} // namespace

execution_state::~execution_state() {
  if (loop == nullptr)
    return;
  for (const auto& [number, run] : under_way)
    cancel_in_sandbox(*this, number);
}

execution_actor::behavior_type run_programs(execution_actor::stateful_pointer<execution_state> self,
                                            job::progress_actor pipeline, job::audit_port audit,
                                            io::event_loop* loop, execution::sandbox* sandbox) {
  job::install_handlers(self);
  self->state.loop = loop;
  self->state.sandbox = sandbox;
  return {
      [self, audit](execute_atom, const job::run& run) {
        audit.tell(self, run, "started", {{"profile", run.job->profile}});
        run_in_sandbox(self->state, run, caf::actor_cast<execution_actor>(self));
      },
      [self](cancel_atom, uint64_t number) {
        if (self->state.under_way.contains(number))
          cancel_in_sandbox(self->state, number);
      },
      [self](abandon_atom, uint64_t number) {
        if (self->state.under_way.erase(number) != 0)
          cancel_in_sandbox(self->state, number);
      },
      [self, pipeline, audit](ended_atom, const outcome_message& message) {
        const auto at = self->state.under_way.find(message.number);
        if (at == self->state.under_way.end())
          return;
        const auto run = std::move(at->second);
        self->state.under_way.erase(at);
        const auto& ended = *message.ended;
        if (!ended && is_crash(ended.error()))
          return self->send(pipeline, crashed_atom_v, run.number, ended.error().text());
        auto answer = make_answer(*run.job, ended);
        audit.tell(self, run, "finished",
                   {{"status", std::string(job::to_string(answer->status))},
                    {"error_type", std::string(job::to_string(answer->error_type))}});
        self->send(pipeline, executed_atom_v, run.number, std::move(answer));
      },
  };
}

} // namespace cordon::execution
