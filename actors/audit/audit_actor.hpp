// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit_file.hpp"
#include "job/messages.hpp"

#include <functional>
#include <memory>
#include <string>

namespace cordon::audit {

/// Writes what the stages tell it, each note as one record of the chain. Ends with an error when
/// the file can't be written any more: a worker without its audit trail must not go on.
using audit_actor = caf::typed_actor<
    /// From a stage: record this step.
    caf::reacts_to<note_atom, job::audit_note>,
    /// From the owner, last: bring all that was told before to the disk. What is wrong, or "".
    caf::replies_to<close_atom>::with<std::string>>;

class audit_trail;

/// Where the records go.
struct audit_outputs {
  audit_file* file = nullptr; ///< open, outlives the actor; null: none
  /// Hands a record's line on besides; must not block. May be empty.
  std::function<void(const std::string& job_id, std::string line)> forward;
};

struct audit_state {
  static inline const char* name = "audit";

  explicit audit_state(audit_actor::base*);
  ~audit_state();

  std::unique_ptr<audit_trail> trail;
};

/// The chain goes on where the file ended, or starts anew where there is none.
audit_actor::behavior_type keep_audit(audit_actor::stateful_pointer<audit_state> self,
                                      audit_outputs outputs);

} // namespace cordon::audit
