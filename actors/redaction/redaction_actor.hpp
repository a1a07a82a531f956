// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/audit_port.hpp"
#include "job/messages.hpp"
#include "job/profile.hpp"
#include "redaction/redactor.hpp"

#include <map>
#include <memory>
#include <string>

namespace cordon::redaction {

/// Redacts results: answers `redacted`.
using redaction_actor = caf::typed_actor<
    /// From the pipeline: make this result fit to be shown.
    caf::reacts_to<redact_atom, job::run, job::result_ptr>>;

/// A profile's policy and what enforces it.
struct profile_redaction {
  job::redaction_policy policy;
  std::shared_ptr<const class redactor> redactor;
};

using profile_redactions = std::map<std::string, profile_redaction>;

/// Prepares the redactors of all profiles. errc::bad_input for a kind that does not exist.
expected<profile_redactions> prepare_redactions(const job::profile_map& profiles);

struct redaction_state {
  static inline const char* name = "redaction";

  explicit redaction_state(redaction_actor::base*) {}
};

/// `redactions` has an entry "default", which serves jobs whose profile is unknown.
redaction_actor::behavior_type
redact_results(redaction_actor::stateful_pointer<redaction_state> self,
               job::progress_actor pipeline, job::audit_port audit,
               std::shared_ptr<const profile_redactions> redactions);

} // namespace cordon::redaction
