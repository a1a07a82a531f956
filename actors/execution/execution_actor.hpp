// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "execution/sandbox.hpp"
#include "io/event_loop.hpp"
#include "job/audit_port.hpp"
#include "job/messages.hpp"

#include <map>

namespace cordon::execution {

/// How one program fared, on its way back from the loop's thread.
struct outcome_message {
  uint64_t number = 0;
  std::shared_ptr<expected<outcome>> ended;
};

/// Runs programs: answers `executed` or `crashed`.
using execution_actor = caf::typed_actor<
    /// From the pipeline: run this job's program.
    caf::reacts_to<execute_atom, job::run>,
    /// From the pipeline: kill that program, or never start it; answered with what it did so far.
    caf::reacts_to<cancel_atom, uint64_t>,
    /// From the pipeline: the same, not answered.
    caf::reacts_to<abandon_atom, uint64_t>,
    /// From the sandbox.
    caf::reacts_to<ended_atom, outcome_message>>;

/// The programs under way. They are cancelled when the actor ends: another will run them anew.
struct execution_state {
  static inline const char* name = "execution";

  explicit execution_state(execution_actor::base*) {}
  ~execution_state();

  std::map<uint64_t, job::run> under_way;
  io::event_loop* loop = nullptr;
  execution::sandbox* sandbox = nullptr;
};

/// `loop` and `sandbox`, which lives on it, outlive the actor.
execution_actor::behavior_type run_programs(execution_actor::stateful_pointer<execution_state> self,
                                            job::progress_actor pipeline, job::audit_port audit,
                                            io::event_loop* loop, execution::sandbox* sandbox);

} // namespace cordon::execution
