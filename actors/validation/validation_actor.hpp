// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/audit_port.hpp"
#include "job/messages.hpp"
#include "validation/analyser_pool.hpp"

#include <map>

namespace cordon::validation {

/// What the analysers found in one source, on its way back from the loop's thread.
struct analysis_message {
  uint64_t number = 0;
  expected<std::vector<job::validation_violation>> findings;
};

/// Checks sources: answers `validated` or `crashed`.
using validation_actor = caf::typed_actor<
    /// From the pipeline: look at this job's source.
    caf::reacts_to<validate_atom, job::run>,
    /// From the analysers.
    caf::reacts_to<analysed_atom, analysis_message>>;

struct validation_state {
  static inline const char* name = "validation";

  explicit validation_state(validation_actor::base*) {}

  std::map<uint64_t, job::run> under_way;
};

/// `loop` and `analysers`, which lives on it, outlive the actor.
validation_actor::behavior_type
check_sources(validation_actor::stateful_pointer<validation_state> self,
              job::progress_actor pipeline, job::audit_port audit, io::event_loop* loop,
              analyser_pool* analysers);

/// The answer to a job whose source broke the policy.
job::result make_rejection(std::vector<job::validation_violation> violations);

} // namespace cordon::validation
