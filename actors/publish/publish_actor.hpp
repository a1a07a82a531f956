// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/audit_port.hpp"
#include "job/messages.hpp"
#include "publish/result_sink.hpp"

namespace cordon::publish {

/// Hands results to the sink: answers `published`.
using publish_actor = caf::typed_actor<
    /// From the pipeline: this result is final.
    caf::reacts_to<publish_atom, job::run, job::result_ptr>>;

struct publish_state {
  static inline const char* name = "publish";

  explicit publish_state(publish_actor::base*) {}
};

/// `sink` outlives the actor.
publish_actor::behavior_type publish_results(publish_actor::stateful_pointer<publish_state> self,
                                             job::progress_actor pipeline, job::audit_port audit,
                                             result_sink* sink);

} // namespace cordon::publish
