// SPDX-License-Identifier: Apache-2.0
#include "intake/record_starter.hpp"

#include "intake/expiry.hpp"
#include "job/field_check.hpp"
#include "job/job_header.hpp"
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

/// Another job has the name of this one.
void refuse_name(job::submission& submission) {
  const auto& job = *submission.job;
  submission.rejected = std::make_shared<const job::rejection>(job::rejection{
      job::header_of(job),
      "id: " + job::in_quotes(job.id)
          + " names another job of this user, with other content; a new job needs an id that was "
            "not used lately, or none",
      "id", false});
  submission.job = nullptr;
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
  settle(submission);
  return submission;
}

void record_starter::settle(job::submission& submission) const {
  if (!submission.job || submission.answer)
    return;
  const auto since_ms = submission.request->first.timestamp_ms;
  submission.answer = answer_if_expired(*submission.job, since_ms, job::milliseconds_since_epoch());
  if (!submission.answer && is_cancelled(*submission.job, since_ms))
    submission.answer = cancelled_before_start();
}

void record_starter::start(const job::record_ptr& record) {
  auto submission = read(record);
  if (submission.rejected || submission.answer)
    return submit(*record, std::move(submission));
  if (submission.due_ms)
    return put_off(record, std::move(submission));
  port_.look_up(submission, [this, record, submission](job::earlier_runs earlier) {
    post_([this, record, submission, earlier = std::move(earlier)]() mutable {
      go_on(record, std::move(submission), std::move(earlier));
    });
  });
}

void record_starter::go_on(const job::record_ptr& record, job::submission submission,
                           job::earlier_runs earlier) {
  if (!flow_.is_under_way(*record))
    return give_back(*record, earlier);
  if (earlier.result)
    return answer_again(record, submission, std::move(*earlier.result));
  if (earlier.claim == job::claim::running_elsewhere)
    return wait_for_the_first(record);
  if (earlier.claim == job::claim::conflict) {
    refuse_name(submission);
    return submit(*record, std::move(submission));
  }
  if (earlier.counted)
    flow_.count(*record);
  // It may have waited for Redis for long.
  settle(submission);
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

void record_starter::give_back(const job::record& record, const job::earlier_runs& earlier) {
  if (earlier.counted)
    port_.take_back_start(record.at);
  if (!earlier.result && earlier.claim == job::claim::ours)
    port_.let_go(record.at);
}

void record_starter::answer_again(const job::record_ptr& record, const job::submission& submission,
                                  std::string result) {
  flow_.run(*record);
  port_.answer_again(submission.request, submission.job->id, std::move(result), ending(record));
}

void record_starter::put_off(const job::record_ptr& record, job::submission submission) {
  flow_.run(*record);
  port_.put_off(std::move(submission), ending(record));
}

std::function<void()> record_starter::ending(const job::record_ptr& record) {
  return [this, record] { post_([this, record] { flow_.finish(*record); }); };
}

void record_starter::wait_for_the_first(const job::record_ptr& record) {
  flow_.rest(*record);
  port_.come_back_later([this, record] {
    post_([this, record] {
      if (flow_.look_up_again(*record))
        start(record);
    });
  });
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
  const auto since_ms = submission.request->first.timestamp_ms;
  const bool is_to_run = job && !submission.answer;
  port_.submit(std::move(submission));
  // A cancellation that came since the record was read has passed the pipeline by.
  if (is_to_run && is_cancelled(*job, since_ms))
    port_.cancel(*job, since_ms);
}

bool record_starter::is_cancelled(const job::job& job, int64_t first_timestamp_ms) const {
  return cancelled_.holds(job::user_text(job.user_id_json), job.id, first_timestamp_ms);
}

} // namespace cordon::intake
