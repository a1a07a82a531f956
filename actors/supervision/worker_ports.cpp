// SPDX-License-Identifier: Apache-2.0
#include "supervision/worker_ports.hpp"

#include "job/user_text.hpp"

namespace cordon::supervision {

namespace {

/// Events and audit records on their way: beyond it no job starts until the broker takes some.
constexpr size_t max_waiting_event_bytes = 64U << 20;

} // namespace

void worker_intake_port::submit(job::submission submission) {
  pipeline_.submit(std::move(submission));
}

bool worker_intake_port::has_room() {
  return events_.waiting_bytes() < max_waiting_event_bytes;
}

void worker_intake_port::cancel(const job::job& job, int64_t until_ms) {
  pipeline_.cancel(job::user_text(job.user_id_json), job.id, until_ms);
}

void worker_intake_port::answer_again(job::request_ptr request, std::string id, std::string result,
                                      std::function<void()> published) {
  replies_.answer_stored(std::move(request), std::move(id), std::move(result),
                         std::move(published));
}

void worker_intake_port::look_up(const job::job& job, const job::record_position& at,
                                 std::function<void(intake::earlier_runs)> done) {
  session_.take_up(job.user_id_json, job.id, at, [done = std::move(done)](session::earlier found) {
    done({found.starts, std::move(found.result), found.counted});
  });
}

void worker_intake_port::count_start(const job::record_position& at, std::function<void()> done) {
  session_.count_start(at, std::move(done));
}

void worker_intake_port::take_back_start(const job::record_position& at) {
  session_.give_back_start(at);
}

void worker_intake_port::hold(const intake::partition_id& partition) {
  replies_.hold(partition.topic, partition.partition);
}

void worker_intake_port::release(const intake::partition_id& partition) {
  replies_.release(partition.topic, partition.partition);
}

void worker_intake_port::abandon(const intake::partition_id& partition) {
  pipeline_.abandon(partition.topic, partition.partition);
  replies_.discard(partition.topic, partition.partition);
}

void session_keeper::store(publish::kept_result result, std::function<void(bool stored)> done) {
  session_.store({std::move(result.user_id_json), std::move(result.id), std::move(result.json),
                  std::move(result.first)},
                 std::move(done));
}

void session_keeper::store_artifact(const std::string& user_id_json, const std::string& id,
                                    const job::record_position& first,
                                    const job::artifact& artifact,
                                    std::function<void(std::optional<std::string> ref)> done) {
  session_.store_artifact(user_id_json, id, first, artifact, std::move(done));
}

} // namespace cordon::supervision
