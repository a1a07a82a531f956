// SPDX-License-Identifier: Apache-2.0
#include "supervision/pipeline_actor.hpp"

#include "pipeline_fixture.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace cordon;
using namespace cordon::supervision;
using fakes::pipeline_fixture;
using job::job_type;

namespace {

job::submission rejected_submission(job_type type = job_type::execute) {
  job::rejection why;
  why.header.id = "bad";
  why.header.type = type;
  why.message = "'code' must be a string";
  why.field = "code";
  return {nullptr, std::make_shared<const job::rejection>(why)};
}

void check_rejection(const fakes::delivery& got) {
  CHECK(got.stage == stage::redaction);
  CHECK(got.job_id == "bad");
  REQUIRE(got.result);
  CHECK(got.result->status == job::status::rejected);
  CHECK(got.result->error_type == job::error_type::ValidationError);
  CHECK(got.result->error_message == "'code' must be a string");
  CHECK(got.result->details == std::map<std::string, std::string>{{"field", "code"}});
}

} // namespace

TEST_CASE("a program is checked, run, redacted and published", "[supervision][pipeline]") {
  pipeline_fixture f;
  f.submit(f.make_job("a"));
  const auto number = f.taken_by(stage::validation).number;
  f.tell(validated_atom_v, number, job::result_ptr());
  CHECK(f.taken_by(stage::execution).number == number);
  f.tell(executed_atom_v, number, f.result("raw"));
  CHECK(f.taken_by(stage::redaction).result->stdout_text == "raw");
  f.tell(redacted_atom_v, number, f.result("clean"));
  const auto published = f.taken_by(stage::publish);
  CHECK(published.result->stdout_text == "clean");
  CHECK(published.number == number);
  CHECK(published.job_id == "a");
  f.tell(published_atom_v, number);
  CHECK(f.nothing_more_taken());
}

TEST_CASE("a job that the check ends is not run", "[supervision][pipeline]") {
  pipeline_fixture f;
  const auto type = GENERATE(job_type::execute, job_type::validate);
  f.submit(f.make_job("a", type));
  const auto number = f.taken_by(stage::validation).number;
  f.tell(validated_atom_v, number, f.result("verdict"));
  CHECK(f.taken_by(stage::redaction).result->stdout_text == "verdict");
}

TEST_CASE("a text to redact goes to redaction at once, with a result to fill",
          "[supervision][pipeline]") {
  pipeline_fixture f;
  f.submit(f.make_job("a", job_type::redact));
  const auto got = f.taken_by(stage::redaction);
  REQUIRE(got.result);
  CHECK(got.result->status == job::status::succeeded);
  CHECK(got.result->attempt == 1);
}

TEST_CASE("a program whose checks are all off is run at once", "[supervision][pipeline]") {
  pipeline_fixture f;
  auto job = f.make_job("a");
  job->enable_syntax_validation = job->enable_ast_validation = false;
  f.submit(job);
  CHECK(f.taken_by(stage::execution).job_id == "a");
}

TEST_CASE("what is no job is answered as rejected without being checked or run",
          "[supervision][pipeline]") {
  pipeline_fixture f;
  f.submit(rejected_submission());
  check_rejection(f.taken());
}

TEST_CASE("jobs do not wait for each other", "[supervision][pipeline]") {
  pipeline_fixture f;
  f.submit(f.make_job("a"));
  f.submit(f.make_job("b"));
  REQUIRE(f.stages.got.size() == 2);
  const auto second = f.stages.got[1];
  CHECK(second.job_id == "b");
  CHECK(second.number != f.stages.got[0].number);
  f.tell(validated_atom_v, second.number, job::result_ptr());
  REQUIRE(f.stages.got.size() == 3);
  CHECK(f.stages.got[2].stage == stage::execution);
  CHECK(f.stages.got[2].job_id == "b");
}

TEST_CASE("news of an unknown job, or of a stage where it is not, is ignored",
          "[supervision][pipeline]") {
  pipeline_fixture f;
  f.submit(f.make_job("a"));
  const auto number = f.taken_by(stage::validation).number;
  for (const auto wrong : {uint64_t{0}, number + 1, UINT64_MAX}) {
    f.tell(validated_atom_v, wrong, job::result_ptr());
    f.tell(executed_atom_v, wrong, f.result());
    f.tell(redacted_atom_v, wrong, f.result());
    f.tell(published_atom_v, wrong);
    f.tell(crashed_atom_v, wrong, "why");
  }
  f.tell(executed_atom_v, number, f.result());
  f.tell(redacted_atom_v, number, f.result());
  f.tell(published_atom_v, number);
  CHECK(f.nothing_more_taken());
  f.tell(validated_atom_v, number, job::result_ptr());
  CHECK(f.taken_by(stage::execution).number == number);
  f.tell(validated_atom_v, number, job::result_ptr());
  CHECK(f.nothing_more_taken());
}

TEST_CASE("a job that was published is forgotten", "[supervision][pipeline]") {
  pipeline_fixture f;
  f.submit(f.make_job("a", job_type::redact));
  const auto number = f.taken().number;
  f.tell(redacted_atom_v, number, f.result());
  f.taken_by(stage::publish);
  f.tell(published_atom_v, number);
  f.tell(crashed_atom_v, number, "too late");
  f.system.stop(f.stages.publish);
  CHECK(f.nothing_more_taken());
}

TEST_CASE("the audit is told what was taken in, in that order", "[supervision][pipeline][audit]") {
  pipeline_fixture f;
  f.submit(f.make_job("a"));
  f.submit(f.make_job("b", job_type::redact));
  f.submit(rejected_submission(job_type::chat));
  REQUIRE(f.notes.size() == 3);
  for (const auto& note : f.notes) {
    CHECK(note.step == "accepted");
    CHECK(note.run > 1'700'000'000'000'000);
  }
  CHECK(f.notes[0].job_id == "a");
  CHECK(f.notes[0].detail.at("type") == "execute");
  CHECK(f.notes[1].detail.at("type") == "redact");
  CHECK(f.notes[2].job_id == "bad");
  CHECK(f.notes[2].detail.at("type") == "chat");
}

TEST_CASE("without an audit nothing is told and everything goes on", "[supervision][pipeline]") {
  fakes::fake_stages stages;
  test::test_system system;
  const auto pipeline = system.spawn(run_pipeline, stages.factories(system), audit::audit_actor(),
                                     pipeline_options());
  system.send(pipeline, submit_atom_v, job::submission{.job = pipeline_fixture::make_job("a")});
  system.settle();
  CHECK(stages.got.size() == 1);
  system.stop(stages.validation);
  CHECK(stages.got.size() == 2);
}

TEST_CASE("a pipeline's end ends its stages", "[supervision][pipeline]") {
  pipeline_fixture f;
  CHECK(f.system.running() == 6);
  f.system.stop(f.pipeline, caf::exit_reason::user_shutdown);
  CHECK(f.end == caf::error(caf::exit_reason::user_shutdown));
  CHECK(f.system.running() == 1);
}

TEST_CASE("an audit's death ends the pipeline and its stages", "[supervision][pipeline][audit]") {
  pipeline_fixture f;
  f.system.stop(f.audit);
  REQUIRE(f.end);
  CHECK(*f.end == caf::error(caf::exit_reason::kill));
  CHECK(f.system.running() == 0);
}

TEST_CASE("a rejection outlives the death of the stage that held it", "[supervision][pipeline]") {
  pipeline_fixture f;
  const auto type = GENERATE(job_type::execute, job_type::redact, job_type::chat);
  f.submit(rejected_submission(type));
  check_rejection(f.taken());
  f.system.stop(f.stages.redaction);
  const auto again = f.taken();
  check_rejection(again);
  f.tell(redacted_atom_v, again.number, again.result);
  f.taken_by(stage::publish);
  f.system.stop(f.stages.publish);
  check_rejection(f.taken());
}

TEST_CASE("a result is completed before anybody is told of it", "[supervision][pipeline][retry]") {
  struct witness : pipeline_observer {
    void answered(const job::run&, const job::result& result) override {
      said.push_back("answered " + std::to_string(result.attempt));
    }
    void put_off(const job::run&) override { said.push_back("put off"); }
    std::vector<std::string> said;
  };
  const auto told = std::make_shared<witness>();
  bool is_last = false;
  pipeline_fixture f({.conclude =
                          [&is_last](const job::run&, job::result& result) {
                            result.attempt = 5;
                            if (!is_last)
                              result.retry_at_ms = 7;
                          },
                      .observer = told});
  for (const bool last : {false, true}) {
    is_last = last;
    f.submit(f.make_job("a", job_type::redact));
    f.tell(redacted_atom_v, f.taken_by(stage::redaction).number, f.result("clean"));
    const auto published = f.taken_by(stage::publish);
    CHECK(published.result->attempt == 5);
    CHECK(published.result->retry_at_ms.has_value() != last);
    f.tell(published_atom_v, published.number);
  }
  CHECK(told->said == std::vector<std::string>{"put off", "answered 5"});
}
