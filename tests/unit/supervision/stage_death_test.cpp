// SPDX-License-Identifier: Apache-2.0
#include "pipeline_fixture.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace cordon;
using namespace cordon::supervision;
using fakes::pipeline_fixture;

namespace {

/// A job that stands at `where`; its number.
uint64_t bring_to(pipeline_fixture& f, stage where, const std::string& id = "a") {
  f.submit(f.make_job(id));
  const auto number = f.taken_by(stage::validation).number;
  if (where == stage::validation)
    return number;
  f.tell(validated_atom_v, number, job::result_ptr());
  f.taken_by(stage::execution);
  if (where == stage::execution)
    return number;
  f.tell(executed_atom_v, number, f.result("ran"));
  f.taken_by(stage::redaction);
  if (where == stage::redaction)
    return number;
  f.tell(redacted_atom_v, number, f.result("redacted"));
  f.taken_by(stage::publish);
  return number;
}

void kill(pipeline_fixture& f, stage which) {
  switch (which) {
  case stage::validation:
    return f.system.stop(f.stages.validation);
  case stage::execution:
    return f.system.stop(f.stages.execution);
  case stage::redaction:
    return f.system.stop(f.stages.redaction);
  case stage::publish:
    return f.system.stop(f.stages.publish);
  }
}

void check_given_up(const fakes::delivery& got, std::string_view why) {
  CHECK(got.stage == stage::redaction);
  REQUIRE(got.result);
  CHECK(got.result->status == job::status::failed);
  CHECK(got.result->error_type == job::error_type::SandboxError);
  CHECK(got.result->can_retry);
  CHECK(got.result->error_message.starts_with(
      "What ran the job died under it 3 times; the last time: "));
  CHECK(got.result->error_message.find(why) != std::string::npos);
}

} // namespace

TEST_CASE("a stage that dies is restarted, and its job starts again at the first stage",
          "[supervision][restart]") {
  const auto where =
      GENERATE(stage::validation, stage::execution, stage::redaction, stage::publish);
  pipeline_fixture f;
  const auto number = bring_to(f, where);
  kill(f, where);
  CHECK(f.stages.starts.at(where) == 2);
  const auto again = f.taken_by(stage::validation);
  CHECK(again.job_id == "a");
  CHECK(again.number != number);
  CHECK(f.nothing_more_taken());
  CHECK_FALSE(f.end);
}

TEST_CASE("all jobs of a dead stage start again, in their order; the others stay where they are",
          "[supervision][restart]") {
  pipeline_fixture f;
  const auto elsewhere = bring_to(f, stage::execution, "elsewhere");
  for (const char* id : {"a", "b", "c"})
    bring_to(f, stage::validation, id);
  const auto before = f.stages.got.size();
  kill(f, stage::validation);
  REQUIRE(f.stages.got.size() == before + 3);
  for (size_t i = 0; i < 3; ++i) {
    CHECK(f.stages.got[before + i].stage == stage::validation);
    CHECK(f.stages.got[before + i].job_id == std::string(1, static_cast<char>('a' + i)));
  }
  f.tell(executed_atom_v, elsewhere, f.result("undisturbed"));
  REQUIRE(f.stages.got.size() == before + 4);
  CHECK(f.stages.got.back().job_id == "elsewhere");
  CHECK(f.stages.got.back().result->stdout_text == "undisturbed");
}

TEST_CASE("late news of a passage that died is ignored", "[supervision][restart]") {
  pipeline_fixture f;
  const auto old = bring_to(f, stage::validation);
  kill(f, stage::validation);
  const auto fresh = f.taken_by(stage::validation).number;
  f.tell(validated_atom_v, old, job::result_ptr());
  f.tell(crashed_atom_v, old, "late");
  CHECK(f.nothing_more_taken());
  f.tell(validated_atom_v, fresh, job::result_ptr());
  CHECK(f.taken_by(stage::execution).number == fresh);
}

TEST_CASE("a crash under one job drives that job alone again, and restarts nothing",
          "[supervision][restart]") {
  pipeline_fixture f;
  bring_to(f, stage::execution, "other");
  const auto number = bring_to(f, stage::execution);
  f.tell(crashed_atom_v, number, "the runner died");
  CHECK(f.taken_by(stage::validation).job_id == "a");
  CHECK(f.nothing_more_taken());
  CHECK(f.stages.starts.at(stage::execution) == 1);
}

TEST_CASE("a text to redact starts again with a fresh result", "[supervision][restart]") {
  pipeline_fixture f;
  f.submit(f.make_job("a", job::job_type::redact));
  const auto first = f.taken_by(stage::redaction);
  first.result->stdout_text = "half done";
  kill(f, stage::redaction);
  const auto again = f.taken_by(stage::redaction);
  REQUIRE(again.result);
  CHECK(again.result->stdout_text.empty());
}

TEST_CASE("a job is given up at its third crash", "[supervision][restart]") {
  pipeline_fixture f;
  auto number = bring_to(f, stage::execution);
  for (int crash = 1; crash <= 2; ++crash) {
    f.tell(crashed_atom_v, number, "the runner died");
    number = f.taken_by(stage::validation).number;
    f.tell(validated_atom_v, number, job::result_ptr());
    CHECK(f.taken_by(stage::execution).number == number);
  }
  f.tell(crashed_atom_v, number, "the runner died once more");
  const auto given_up = f.taken();
  check_given_up(given_up, "the runner died once more");
  f.tell(redacted_atom_v, given_up.number, given_up.result);
  CHECK(f.taken_by(stage::publish).result->error_type == job::error_type::SandboxError);
}

TEST_CASE("a job that breaks a stage is given up at the third death, and others live on",
          "[supervision][restart]") {
  pipeline_fixture f;
  f.stages.throwing = {stage::validation};
  f.submit(f.make_job("a"));
  REQUIRE(f.stages.got.size() == 4);
  for (size_t i = 0; i < 3; ++i)
    CHECK(f.stages.got[i].stage == stage::validation);
  check_given_up(f.stages.got[3], "the stage broke");
  CHECK(f.stages.starts.at(stage::validation) == 4);
  f.stages.throwing.clear();
  f.submit(f.make_job("b"));
  CHECK(f.stages.got.back().job_id == "b");
  CHECK_FALSE(f.end);
}

TEST_CASE("a stage that dies without a job is restarted", "[supervision][restart]") {
  pipeline_fixture f;
  kill(f, stage::publish);
  CHECK(f.stages.starts.at(stage::publish) == 2);
  CHECK(f.nothing_more_taken());
}

TEST_CASE("the sixth restart within half a minute ends the pipeline with an error",
          "[supervision][restart]") {
  pipeline_fixture f;
  const stage order[] = {stage::validation, stage::execution, stage::redaction, stage::publish,
                         stage::validation};
  for (const auto which : order) {
    kill(f, which);
    CHECK_FALSE(f.end);
  }
  kill(f, stage::execution);
  REQUIRE(f.end);
  CHECK(f.system.system().render(*f.end).find("stages died too often") != std::string::npos);
  CHECK(f.system.running() == 1);
}
