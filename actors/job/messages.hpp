// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/run.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/atom.hpp>
#include <caf/error.hpp>
#include <caf/fwd.hpp>
#include <caf/replies_to.hpp>
#include <caf/type_id.hpp>
#include <caf/typed_actor.hpp>

namespace cordon::execution {
struct outcome_message;
} // namespace cordon::execution

namespace cordon::validation {
struct analysis_message;
} // namespace cordon::validation

// The one block of message types. Verbs ask, participles tell.
CAF_BEGIN_TYPE_ID_BLOCK(cordon, caf::first_custom_type_id)

CAF_ADD_TYPE_ID(cordon, (cordon::job::run))
CAF_ADD_TYPE_ID(cordon, (cordon::job::result_ptr))
CAF_ADD_TYPE_ID(cordon, (cordon::job::submission))
CAF_ADD_TYPE_ID(cordon, (cordon::job::audit_note))
CAF_ADD_TYPE_ID(cordon, (cordon::execution::outcome_message))
CAF_ADD_TYPE_ID(cordon, (cordon::validation::analysis_message))

CAF_ADD_ATOM(cordon, cordon, submit_atom, "submit")
CAF_ADD_ATOM(cordon, cordon, validate_atom, "validate")
CAF_ADD_ATOM(cordon, cordon, analysed_atom, "analysed")
CAF_ADD_ATOM(cordon, cordon, validated_atom, "validated")
CAF_ADD_ATOM(cordon, cordon, execute_atom, "execute")
CAF_ADD_ATOM(cordon, cordon, ended_atom, "ended")
CAF_ADD_ATOM(cordon, cordon, executed_atom, "executed")
CAF_ADD_ATOM(cordon, cordon, redact_atom, "redact")
CAF_ADD_ATOM(cordon, cordon, redacted_atom, "redacted")
CAF_ADD_ATOM(cordon, cordon, publish_atom, "publish")
CAF_ADD_ATOM(cordon, cordon, published_atom, "published")
CAF_ADD_ATOM(cordon, cordon, crashed_atom, "crashed")
CAF_ADD_ATOM(cordon, cordon, cancel_atom, "cancel")
CAF_ADD_ATOM(cordon, cordon, abandon_atom, "abandon")
CAF_ADD_ATOM(cordon, cordon, note_atom, "note")
CAF_ADD_ATOM(cordon, cordon, close_atom, "close")

CAF_END_TYPE_ID_BLOCK(cordon)

// All actors of a worker live in one process: none of these is ever serialised.
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(cordon::job::run)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(cordon::job::result_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(cordon::job::submission)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(cordon::job::audit_note)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(cordon::execution::outcome_message)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(cordon::validation::analysis_message)

namespace cordon::job {

/// Whom a stage tells how it fared; the number is that of the job::run it was given.
using progress_actor = caf::typed_actor<
    /// The check is over: a result that ends the job, or null where it may go on.
    caf::reacts_to<validated_atom, uint64_t, result_ptr>,
    /// The program has run, or never could.
    caf::reacts_to<executed_atom, uint64_t, result_ptr>,
    /// The result may be shown.
    caf::reacts_to<redacted_atom, uint64_t, result_ptr>,
    /// The result is where its asker finds it.
    caf::reacts_to<published_atom, uint64_t>,
    /// What worked on the job died under it, and why.
    caf::reacts_to<crashed_atom, uint64_t, std::string>>;

} // namespace cordon::job
