// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/messages.hpp"

#include <caf/typed_actor.hpp>

namespace cordon::job {

/// A stage's way to the audit; without one behind it, telling costs nothing.
class audit_port {
public:
  using handle = caf::typed_actor<caf::reacts_to<note_atom, audit_note>>;

  audit_port() = default;
  explicit audit_port(handle audit) : audit_(std::move(audit)) {}

  template <class Self>
  void tell(Self self, const run& run, const char* step,
            std::map<std::string, std::string> detail = {}) const {
    if (audit_)
      self->send(audit_, note_atom_v,
                 audit_note{run.job->id, run.taken_up_us, step, std::move(detail)});
  }

  explicit operator bool() const { return static_cast<bool>(audit_); }

private:
  handle audit_;
};

} // namespace cordon::job
