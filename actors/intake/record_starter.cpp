// SPDX-License-Identifier: Apache-2.0
#include "intake/record_starter.hpp"

#include "intake/expiry.hpp"
#include "job/log.hpp"
#include "job/user_text.hpp"
#include "job/wall_clock.hpp"

namespace cordon::intake {

namespace {

std::shared_ptr<const job::result> cancelled_before_start() {
  return std::make_shared<const job::result>(
      job::make_failure(job::status::cancelled, job::error_type::CancelledError,
                        "The job was cancelled before it started"));
}

} // namespace

record_starter::record_starter(job_flow& flow, intake_port& port, const cancellations& cancelled,
                               request_settings requests, uint32_t max_crashes, post_function post)
    : flow_(flow), port_(port), cancelled_(cancelled), requests_(std::move(requests)),
      max_crashes_(max_crashes), post_(std::move(post)) {}

void record_starter::start_ready() {
  // What is told of the jobs must not pile up while nobody takes it.
  if (!port_.has_room())
    return;
  while (const auto record = flow_.next())
    start(record);
  if (const auto record = flow_.next_alone())
    start_alone(record);
}

job::submission record_starter::read(const job::record_ptr& record) const {
  auto submission = read_request(record, requests_, job::milliseconds_since_epoch());
  settle(submission, *record);
  return submission;
}

void record_starter::settle(job::submission& submission, const job::record& record) const {
  if (!submission.job || submission.answer)
    return;
  submission.answer =
      answer_if_expired(*submission.job, record.timestamp_ms, job::milliseconds_since_epoch());
  if (!submission.answer && is_cancelled(*submission.job, record))
    submission.answer = cancelled_before_start();
}

void record_starter::start(const job::record_ptr& record) {
  auto submission = read(record);
  if (submission.rejected || submission.answer)
    return submit(*record, std::move(submission));
  const auto& job = *submission.job;
  port_.look_up(job, record->at, [this, record, submission](earlier_runs earlier) {
    post_([this, record, submission, earlier = std::move(earlier)]() mutable {
      go_on(record, std::move(submission), std::move(earlier));
    });
  });
}

void record_starter::go_on(const job::record_ptr& record, job::submission submission,
                           earlier_runs earlier) {
  if (!flow_.is_under_way(*record)) {
    if (earlier.counted)
      port_.take_back_start(record->at);
    return;
  }
  if (earlier.result) {
    flow_.run(*record);
    return port_.answer_again(submission.request, submission.job->id, std::move(*earlier.result),
                              [this, record] { post_([this, record] { flow_.finish(*record); }); });
  }
  if (earlier.counted)
    flow_.count(*record);
  // It may have waited for Redis for long.
  settle(submission, *record);
  submission.earlier_starts = earlier.starts;
  if (submission.answer)
    return submit(*record, std::move(submission));
  const bool is_last_start =
      earlier.starts > 0 && earlier.starts < max_crashes_ && !earlier.counted;
  if (!is_last_start)
    return submit(*record, std::move(submission));
  job::log_event(job::log_level::warn, "job_runs_alone",
                 {{"job_id", submission.job->id}, {"starts", std::to_string(earlier.starts)}});
  flow_.suspect(*record);
}

void record_starter::start_alone(const job::record_ptr& record) {
  auto submission = read(record);
  submission.earlier_starts = max_crashes_ - 1;
  if (submission.rejected || submission.answer)
    return submit(*record, std::move(submission));
  port_.count_start(record->at, [this, record, submission] {
    post_([this, record, submission] {
      if (!flow_.is_under_way(*record))
        return port_.take_back_start(record->at);
      flow_.count(*record);
      submit(*record, submission);
    });
  });
}

void record_starter::submit(const job::record& record, job::submission submission) {
  flow_.run(record);
  const auto job = submission.job;
  const bool is_to_run = job && !submission.answer;
  port_.submit(std::move(submission));
  // A cancellation that came since the record was read has passed the pipeline by.
  if (is_to_run && is_cancelled(*job, record))
    port_.cancel(*job, record.timestamp_ms);
}

bool record_starter::is_cancelled(const job::job& job, const job::record& record) const {
  return cancelled_.holds(job::user_text(job.user_id_json), job.id, record.timestamp_ms);
}

} // namespace cordon::intake
