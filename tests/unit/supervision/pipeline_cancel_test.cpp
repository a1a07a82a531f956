// SPDX-License-Identifier: Apache-2.0
#include "pipeline_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::supervision;
using fakes::pipeline_fixture;
using job::job_type;

namespace {

std::shared_ptr<job::job> job_of(const std::string& user_id_json) {
  auto job = pipeline_fixture::make_job("a");
  job->user_id_json = user_id_json;
  return job;
}

job::submission from_partition(const std::string& id, int32_t partition) {
  auto record = std::make_shared<job::record>();
  record->at = {"jobs", partition, 0};
  auto request = std::make_shared<job::request>();
  request->record = record;
  return {.job = pipeline_fixture::make_job(id), .request = request};
}

} // namespace

TEST_CASE("a job that is cancelled while it runs is killed and answered so",
          "[supervision][pipeline][cancel]") {
  pipeline_fixture f;
  f.submit(job_of("7"));
  const auto number = f.taken().number;
  f.tell(validated_atom_v, number, job::result_ptr());
  f.taken_by(stage::execution);
  f.tell(cancel_atom_v, std::string("7"), std::string("a"), int64_t{0});
  CHECK(f.stages.cancelled == std::vector{number});
  CHECK(f.nothing_more_taken());
  // It ended by itself just before: what it did is told, and that it was to be cancelled.
  auto ended = f.result("so far");
  ended->execution_time_seconds = 1.5;
  ended->return_value_json = "1";
  f.tell(executed_atom_v, number, ended);
  const auto answer = f.taken_by(stage::redaction);
  CHECK(answer.result->status == job::status::cancelled);
  CHECK(answer.result->error_type == job::error_type::CancelledError);
  CHECK(answer.result->stdout_text == "so far");
  CHECK(answer.result->execution_time_seconds == 1.5);
  CHECK(answer.result->return_value_json == "null");
  f.tell(executed_atom_v, number, f.result("late"));
  CHECK(f.nothing_more_taken());
}

TEST_CASE("a cancelled job whose runner dies is answered so, whatever died under it before",
          "[supervision][pipeline][cancel]") {
  pipeline_fixture f;
  auto submission = from_partition("a", 0);
  submission.earlier_starts = 2;
  f.submit(submission);
  const auto number = f.taken().number;
  f.tell(validated_atom_v, number, job::result_ptr());
  f.taken_by(stage::execution);
  f.tell(cancel_atom_v, std::string(), std::string("a"), int64_t{0});
  f.tell(crashed_atom_v, number, "the runner died");
  CHECK(f.taken_by(stage::redaction).result->status == job::status::cancelled);
}

TEST_CASE("a job that is cancelled while it is checked never runs, whatever dies then",
          "[supervision][pipeline][cancel]") {
  pipeline_fixture f;
  f.submit(job_of("null"));
  const auto number = f.taken().number;
  f.tell(cancel_atom_v, std::string(), std::string("a"), int64_t{0});
  CHECK(f.taken_by(stage::redaction).result->status == job::status::cancelled);
  f.tell(crashed_atom_v, number, "the analyser died late");
  CHECK(f.taken_by(stage::redaction).result->status == job::status::cancelled);
}

TEST_CASE("a cancellation is for one user's job alone", "[supervision][pipeline][cancel]") {
  pipeline_fixture f;
  f.submit(job_of("7"));
  f.taken();
  f.tell(cancel_atom_v, std::string("8"), std::string("a"), int64_t{0});
  f.tell(cancel_atom_v, std::string("7"), std::string("b"), int64_t{0});
  CHECK(f.nothing_more_taken());
}

TEST_CASE("a cancellation spares the jobs that came after it", "[supervision][pipeline][cancel]") {
  pipeline_fixture f;
  auto submission = from_partition("a", 0);
  auto request = std::make_shared<job::request>(*submission.request);
  request->first.timestamp_ms = 1'000;
  submission.request = request;
  f.submit(submission);
  f.taken();
  f.tell(cancel_atom_v, std::string(), std::string("a"), int64_t{999});
  CHECK(f.nothing_more_taken());
  f.tell(cancel_atom_v, std::string(), std::string("a"), int64_t{1'000});
  CHECK(f.taken_by(stage::redaction).result->status == job::status::cancelled);
}

TEST_CASE("the jobs of a lost partition are killed and never answered",
          "[supervision][pipeline][rebalance]") {
  pipeline_fixture f;
  f.submit(from_partition("lost", 0));
  const auto lost = f.taken().number;
  f.submit(from_partition("kept", 1));
  const auto kept = f.taken().number;
  for (const auto number : {lost, kept}) {
    f.tell(validated_atom_v, number, job::result_ptr());
    f.taken_by(stage::execution);
  }
  f.tell(abandon_atom_v, std::string("jobs"), int32_t{0});
  CHECK(f.stages.abandoned == std::vector{lost});
  CHECK(f.stages.cancelled.empty());
  f.tell(executed_atom_v, lost, f.result());
  CHECK(f.nothing_more_taken());
  f.tell(executed_atom_v, kept, f.result());
  CHECK(f.taken_by(stage::redaction).job_id == "kept");
}

TEST_CASE("a job that has its answer is not run", "[supervision][pipeline]") {
  pipeline_fixture f;
  auto submission = from_partition("a", 0);
  submission.answer = std::make_shared<const job::result>(job::make_failure(
      job::status::expired, job::error_type::CancelledError, "The job has expired"));
  f.submit(submission);
  CHECK(f.taken_by(stage::redaction).result->status == job::status::expired);
}

TEST_CASE("a record that took workers down before is given up as a dead letter",
          "[supervision][pipeline][crash]") {
  pipeline_fixture f;
  auto submission = from_partition("a", 0);
  SECTION("often enough: at once") {
    submission.earlier_starts = 3;
  }
  SECTION("once less: with the next death") {
    submission.earlier_starts = 2;
  }
  f.submit(submission);
  if (submission.earlier_starts == 2)
    f.tell(crashed_atom_v, f.taken_by(stage::validation).number, "the analyser died");
  const auto answer = f.taken_by(stage::redaction);
  CHECK(answer.result->error_type == job::error_type::SandboxError);
  CHECK(answer.result->dead_letter_reason == answer.result->error_message);
  CHECK(answer.result->error_message.find("3 times") != std::string::npos);
}
