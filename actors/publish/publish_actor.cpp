// SPDX-License-Identifier: Apache-2.0
#include "publish/publish_actor.hpp"

#include "job/actor_handlers.hpp"

#include <caf/send.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

namespace cordon::publish {

publish_actor::behavior_type publish_results(publish_actor::stateful_pointer<publish_state> self,
                                             job::progress_actor pipeline, job::audit_port audit,
                                             result_sink* sink) {
  job::install_handlers(self);
  return {[self, pipeline, audit, sink](publish_atom, const job::run& run,
                                        const job::result_ptr& result) {
    const auto since = std::chrono::steady_clock::now() - run.taken_up;
    result->total_time_seconds = std::chrono::duration<double>(since).count();
    // Told before the answer goes out: an answer without its record must not be.
    audit.tell(self, run, result->retry_at_ms ? "delayed" : "answered",
               {{"status", std::string(job::to_string(result->status))}});
    sink->publish(run, result, [pipeline, number = run.number] {
      caf::anon_send(pipeline, published_atom_v, number);
    });
  }};
}

} // namespace cordon::publish
