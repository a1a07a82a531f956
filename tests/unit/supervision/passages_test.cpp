// SPDX-License-Identifier: Apache-2.0
#include "supervision/passages.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::supervision;
using job::job_type;

namespace {

job::job_ptr make_job(job_type type = job_type::execute, bool syntax = true, bool ast = true) {
  job::job made;
  made.type = type;
  made.enable_syntax_validation = syntax;
  made.enable_ast_validation = ast;
  return std::make_shared<const job::job>(made);
}

uint64_t take_in(passages& jobs, stage where = stage::validation) {
  auto& taken = jobs.take_in(make_job(), 1, {});
  taken.stage = where;
  return taken.run.number;
}

} // namespace

TEST_CASE("a job's first stage is by its type and its switches", "[supervision][passages]") {
  const auto first = [](job_type type, bool syntax, bool ast) {
    return passages::first_stage(*make_job(type, syntax, ast));
  };
  CHECK(first(job_type::execute, true, true) == stage::validation);
  CHECK(first(job_type::execute, true, false) == stage::validation);
  CHECK(first(job_type::execute, false, true) == stage::validation);
  CHECK(first(job_type::execute, false, false) == stage::execution);
  CHECK(first(job_type::validate, true, true) == stage::validation);
  CHECK(first(job_type::validate, false, false) == stage::validation);
  CHECK(first(job_type::redact, true, true) == stage::redaction);
}

TEST_CASE("a job that is taken in is found by a number of its own", "[supervision][passages]") {
  passages jobs;
  const auto start = std::chrono::steady_clock::time_point(std::chrono::hours(1));
  const auto job = make_job();
  const auto taken = jobs.take_in(job, 77, start);
  CHECK(taken.run.number == 1);
  CHECK(taken.run.taken_up_us == 77);
  CHECK(taken.run.taken_up == start);
  CHECK(taken.run.job == job);
  CHECK(taken.stage == stage::validation);
  CHECK(taken.crashes == 0);
  CHECK(take_in(jobs) == 2);
  CHECK(jobs.size() == 2);
  CHECK(jobs.find(1)->run.job == job);
  CHECK(jobs.find(3) == nullptr);
  CHECK(jobs.find(0) == nullptr);
}

TEST_CASE("a job is found at its stage only", "[supervision][passages]") {
  passages jobs;
  const auto number = take_in(jobs, stage::execution);
  CHECK(jobs.at(number, stage::execution) != nullptr);
  CHECK(jobs.at(number, stage::validation) == nullptr);
  CHECK(jobs.at(number + 1, stage::execution) == nullptr);
}

TEST_CASE("a finished job is forgotten", "[supervision][passages]") {
  passages jobs;
  const auto number = take_in(jobs);
  jobs.finish(number);
  jobs.finish(number);
  CHECK(jobs.size() == 0);
  CHECK(jobs.crash(number) == nullptr);
}

TEST_CASE("a crash counts and gives a fresh number, which no job ever had",
          "[supervision][passages]") {
  passages jobs;
  const auto first = take_in(jobs);
  const auto second = take_in(jobs);
  auto* crashed = jobs.crash(first);
  REQUIRE(crashed);
  CHECK(crashed->crashes == 1);
  CHECK(crashed->run.number > second);
  CHECK(jobs.find(first) == nullptr);
  CHECK(jobs.find(crashed->run.number) == crashed);
  const auto fresh = crashed->run.number;
  CHECK(jobs.crash(fresh)->crashes == 2);
  CHECK(jobs.find(fresh) == nullptr);
  CHECK(jobs.find(second)->crashes == 0);
  CHECK(jobs.size() == 2);
}

TEST_CASE("the jobs that a stage holds are told oldest first", "[supervision][passages]") {
  passages jobs;
  std::vector<uint64_t> expected;
  for (int i = 0; i < 50; ++i) {
    take_in(jobs, stage::publish);
    expected.push_back(take_in(jobs, stage::execution));
  }
  CHECK(jobs.held_by(stage::execution) == expected);
  CHECK(jobs.held_by(stage::redaction).empty());
}
