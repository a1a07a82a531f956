// SPDX-License-Identifier: Apache-2.0
#include "redaction/redaction_actor.hpp"

#include "job/actor_handlers.hpp"
#include "redaction/result_redaction.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

namespace cordon::redaction {

namespace {

const profile_redaction& redaction_for(const job::job& job, const profile_redactions& redactions) {
  const auto at = redactions.find(job.profile);
  return at != redactions.end() ? at->second : redactions.at(job::default_profile_name);
}

/// Compiling patterns takes milliseconds: profiles with the same kinds share what came of it.
expected<std::shared_ptr<const redactor>> redactor_for(const job::redaction_policy& policy,
                                                       const profile_redactions& prepared) {
  for (const auto& [name, one] : prepared)
    if (one.policy.kinds == policy.kinds)
      return one.redactor;
  return redactor::make(policy);
}

uint64_t total(const std::vector<job::output_violation>& violations) {
  uint64_t count = 0;
  for (const auto& violation : violations)
    count += violation.count;
  return count;
}

} // namespace

expected<profile_redactions> prepare_redactions(const job::profile_map& profiles) {
  profile_redactions prepared;
  for (const auto& [name, profile] : profiles) {
    auto made = redactor_for(profile->redaction, prepared);
    if (!made)
      return tl::unexpected<error>(made.error());
    prepared[name] = {profile->redaction, std::move(*made)};
  }
  return prepared;
}

redaction_actor::behavior_type
redact_results(redaction_actor::stateful_pointer<redaction_state> self,
               job::progress_actor pipeline, job::audit_port audit,
               std::shared_ptr<const profile_redactions> redactions) {
  job::install_handlers(self);
  return {[self, pipeline, audit, redactions](redact_atom, const job::run& run,
                                              const job::result_ptr& result) {
    const auto& with = redaction_for(*run.job, *redactions);
    *result = redact_result(std::move(*result), *run.job, with.policy, *with.redactor);
    audit.tell(self, run, "redacted",
               {{"found", std::to_string(total(result->output_violations))}});
    self->send(pipeline, redacted_atom_v, run.number, result);
  }};
}

} // namespace cordon::redaction
