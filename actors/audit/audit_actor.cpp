// SPDX-License-Identifier: Apache-2.0
#include "audit/audit_actor.hpp"

#include "audit/hash_chain.hpp"
#include "job/actor_handlers.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <optional>

namespace cordon::audit {

namespace {

record make_record(const job::audit_note& note, step step) {
  record made;
  made.job_id = note.job_id;
  made.run = note.run;
  made.step = step;
  made.detail = note.detail;
  return made;
}

} // namespace

/// The chain, and where its records go.
class audit_trail {
public:
  explicit audit_trail(audit_outputs outputs)
      : outputs_(std::move(outputs)),
        chain_(outputs_.file ? outputs_.file->position() : chain_position()) {}

  expected<void> write(const job::audit_note& note) {
    const auto step = step_named(note.step);
    if (!step)
      return fail(errc::bad_input, "no such audit step: " + note.step, "audit");
    auto sealed = chain_.seal(make_record(note, *step));
    if (!sealed)
      return tl::unexpected<error>(sealed.error());
    auto line = to_json_line(*sealed);
    if (outputs_.file)
      if (auto written = outputs_.file->append(line); !written)
        return written;
    if (outputs_.forward)
      outputs_.forward(note.job_id, std::move(line));
    return {};
  }

  expected<void> close() { return outputs_.file ? outputs_.file->close() : expected<void>{}; }

private:
  audit_outputs outputs_;
  hash_chain chain_;
};

audit_state::audit_state(audit_actor::base*) {}
audit_state::~audit_state() = default;

audit_actor::behavior_type keep_audit(audit_actor::stateful_pointer<audit_state> self,
                                      audit_outputs outputs) {
  job::install_handlers(self);
  self->state.trail = std::make_unique<audit_trail>(std::move(outputs));
  return {
      [self](note_atom, const job::audit_note& note) {
        if (auto written = self->state.trail->write(note); !written)
          self->quit(caf::make_error(caf::sec::runtime_error, written.error().text()));
      },
      [self](close_atom) -> std::string {
        const auto closed = self->state.trail->close();
        return closed ? "" : closed.error().text();
      },
  };
}

} // namespace cordon::audit
