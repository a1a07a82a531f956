// SPDX-License-Identifier: Apache-2.0
#include "supervision/worker_ports.hpp"

#include "job/user_text.hpp"

namespace cordon::supervision {

namespace {

/// Beyond it no job starts until the broker takes some.
constexpr size_t max_unsent_bytes = 64U << 20;

/// How long a record waits before the one that runs the same job is looked at again.
constexpr std::chrono::milliseconds second_look{1'000};

} // namespace

worker_intake_port::worker_intake_port(io::event_loop& loop, assembly& pipeline,
                                       session::session_store& session,
                                       publish::kafka_replies& replies,
                                       std::function<size_t()> unsent_bytes)
    : pipeline_(pipeline), session_(session), replies_(replies),
      unsent_bytes_(std::move(unsent_bytes)), later_(loop, second_look) {}

void worker_intake_port::submit(job::submission submission) {
  pipeline_.submit(std::move(submission));
}

bool worker_intake_port::has_room() {
  return unsent_bytes_() < max_unsent_bytes;
}

void worker_intake_port::cancel(const job::job& job, int64_t until_ms) {
  pipeline_.cancel(job::user_text(job.user_id_json), job.id, until_ms);
}

void worker_intake_port::answer_again(job::request_ptr request, std::string id, std::string result,
                                      std::function<void()> published) {
  replies_.answer_stored(std::move(request), std::move(id), std::move(result),
                         std::move(published));
}

void worker_intake_port::put_off(job::submission submission, std::function<void()> published) {
  replies_.put_off(submission, std::move(published));
}

void worker_intake_port::look_up(const job::submission& submission,
                                 std::function<void(job::earlier_runs)> done) {
  const auto& job = *submission.job;
  const auto& request = *submission.request;
  session_.take_up(
      {job.user_id_json, job.id, submission.digest, request.record->at, request.first.at},
      std::move(done));
}

void worker_intake_port::count_start(const job::record_position& at, std::function<void()> done) {
  session_.count_start(at, std::move(done));
}

void worker_intake_port::take_back_start(const job::record_position& at) {
  session_.give_back_start(at);
}

void worker_intake_port::let_go(const job::record_position& at) {
  session_.let_go(at);
}

void worker_intake_port::come_back_later(std::function<void()> again) {
  later_.add(std::move(again));
}

void worker_intake_port::hold(const job::partition& partition) {
  replies_.hold(partition.topic, partition.number);
}

void worker_intake_port::release(const job::partition& partition) {
  replies_.release(partition.topic, partition.number);
}

void worker_intake_port::abandon(const job::partition& partition) {
  pipeline_.abandon(partition.topic, partition.number);
  replies_.discard(partition.topic, partition.number);
  session_.let_go_of_partition(partition.topic, partition.number);
}

void session_keeper::store(job::stored_result result, std::function<void(bool stored)> done) {
  session_.store(std::move(result), std::move(done));
}

void session_keeper::put_off(job::put_off_job job, std::function<void()> done) {
  session_.put_off(job, std::move(done));
}

void session_keeper::store_artifact(const std::string& user_id_json, const std::string& id,
                                    const job::artifact& artifact,
                                    std::function<void(std::optional<std::string> ref)> done) {
  session_.store_artifact(user_id_json, id, artifact, std::move(done));
}

} // namespace cordon::supervision
