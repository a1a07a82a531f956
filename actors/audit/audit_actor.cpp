// SPDX-License-Identifier: Apache-2.0
#include "audit/audit_actor.hpp"

#include "audit/hash_chain.hpp"
#include "job/actor_handlers.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <optional>

namespace cordon::audit {

namespace {

std::optional<step> step_named(std::string_view name) {
  for (const auto one : {step::accepted, step::validated, step::started, step::finished,
                         step::redacted, step::answered})
    if (to_string(one) == name)
      return one;
  return std::nullopt;
}

record make_record(const job::audit_note& note, step step) {
  record made;
  made.job_id = note.job_id;
  made.run = note.run;
  made.step = step;
  made.detail = note.detail;
  return made;
}

} // namespace

/// A file and the chain that goes on at its end.
class audit_trail {
public:
  explicit audit_trail(audit_file& file) : file_(file), chain_(file.position()) {}

  expected<void> write(const job::audit_note& note) {
    const auto step = step_named(note.step);
    if (!step)
      return fail(errc::bad_input, "no such audit step: " + note.step, "audit");
    auto sealed = chain_.seal(make_record(note, *step));
    if (!sealed)
      return tl::unexpected<error>(sealed.error());
    return file_.append(to_json_line(*sealed));
  }

private:
  audit_file& file_;
  hash_chain chain_;
};

audit_state::audit_state(audit_actor::base*) {}
audit_state::~audit_state() = default;

audit_actor::behavior_type keep_audit(audit_actor::stateful_pointer<audit_state> self,
                                      audit_file* file) {
  job::install_handlers(self);
  self->state.trail = std::make_unique<audit_trail>(*file);
  return {
      [self](note_atom, const job::audit_note& note) {
        if (auto written = self->state.trail->write(note); !written)
          self->quit(caf::make_error(caf::sec::runtime_error, written.error().text()));
      },
      [file](close_atom) -> std::string {
        const auto closed = file->close();
        return closed ? "" : closed.error().text();
      },
  };
}

} // namespace cordon::audit
