// SPDX-License-Identifier: Apache-2.0
#include "supervision/worker_observer.hpp"

#ifdef CORDON_TEST_HOOKS
#include <csignal>
#include <cstdlib>
#endif

namespace cordon::supervision {

namespace {

/// Builds for tests only: a job can ask for the death of the process that starts it.
void die_if_asked([[maybe_unused]] const job::job& job) {
#ifdef CORDON_TEST_HOOKS
  const char* hooks = std::getenv("TEST_HOOKS");
  if (hooks && *hooks == '1' && job.metadata_json.find("kill_worker") != std::string::npos)
    std::raise(SIGKILL);
#endif
}

} // namespace

void worker_observer::taken_in(const job::run& run) {
  if (to_.events)
    to_.events->tell(run, "accepted");
}

void worker_observer::started(const job::run& run) {
  die_if_asked(*run.job);
  if (to_.events)
    to_.events->tell(run, "started");
}

void worker_observer::left(stage from, std::chrono::nanoseconds after) {
  to_.metrics->observe_stage(to_string(from), after);
}

void worker_observer::answered(const job::run& run, const job::result& result) {
  to_.metrics->count_job(job::to_string(run.job->type), job::to_string(result.status));
  for (const auto& one : result.validation_violations)
    to_.metrics->count_violation("source", one.violation_type, 1);
  for (const auto& one : result.output_violations)
    to_.metrics->count_violation("output", one.violation_type, one.count);
  if (to_.events)
    to_.events->tell_end(run, result);
}

void worker_observer::put_off(const job::run& run) {
  to_.metrics->count_retry();
  if (to_.events)
    to_.events->forget(run);
}

void worker_observer::published(const job::run& run) {
  if (run.request)
    to_.intake->finished(run.request->record);
}

void worker_observer::driven_again(const job::run& run) {
  if (run.request)
    to_.session->count_start(run.request->record->at, [] {});
}

void worker_observer::abandoned(const job::run& run) {
  if (to_.events)
    to_.events->forget(run);
}

void worker_observer::restarted(stage which) {
  to_.metrics->count_restart(to_string(which));
}

} // namespace cordon::supervision
