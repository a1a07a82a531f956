// SPDX-License-Identifier: Apache-2.0
#include "supervision/retry_rule.hpp"

#include "publish/sample_runs.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using supervision::retry_rule;

namespace {

constexpr int64_t now_ms = 1'795'341'600'000;

const retry_rule rule(delay::backoff([] { return 0.5; }), [] { return now_ms; });

job::run run_of(uint32_t max_retries, uint32_t attempts_before) {
  auto request = test::sample_request();
  request.first.attempts = attempts_before;
  auto run = test::sample_run(std::move(request));
  auto asked = std::make_shared<job::job>(*run.job);
  asked->max_retries = max_retries;
  run.job = std::move(asked);
  return run;
}

job::result no_slot() {
  return job::make_failure(job::status::failed, job::error_type::SandboxError, "no slot");
}

job::result concluded(const job::run& run, job::result result = no_slot()) {
  rule.conclude(run, result);
  return result;
}

} // namespace

TEST_CASE("what can be retried is, until the retries are used up", "[supervision][retry]") {
  const auto first = concluded(run_of(2, 0));
  CHECK(first.attempt == 1);
  CHECK(first.retry_at_ms == now_ms + 1'000);
  CHECK(first.dead_letter_reason.empty());
  const auto second = concluded(run_of(2, 1));
  CHECK(second.attempt == 2);
  CHECK(second.retry_at_ms == now_ms + 2'000);
  const auto last = concluded(run_of(2, 2));
  CHECK(last.attempt == 3);
  CHECK_FALSE(last.retry_at_ms);
  CHECK(last.dead_letter_reason
        == "The job failed in each of its 3 attempts; the last time: no slot");
  CHECK(last.error_message == "no slot");
}

TEST_CASE("without retries a failure is answered and no dead letter", "[supervision][retry]") {
  const auto only = concluded(run_of(0, 0));
  CHECK(only.attempt == 1);
  CHECK_FALSE(only.retry_at_ms);
  CHECK(only.dead_letter_reason.empty());
}

TEST_CASE("what can't be retried is answered, whichever attempt it was", "[supervision][retry]") {
  const auto done = concluded(run_of(5, 3), {});
  CHECK(done.attempt == 4);
  CHECK_FALSE(done.retry_at_ms);
  CHECK(done.dead_letter_reason.empty());
}

TEST_CASE("a job that was given up is not tried again", "[supervision][retry]") {
  auto crashed = no_slot();
  crashed.dead_letter_reason = "died three times";
  crashed = concluded(run_of(5, 0), std::move(crashed));
  CHECK_FALSE(crashed.retry_at_ms);
  CHECK(crashed.dead_letter_reason == "died three times");
}

TEST_CASE("attempts that a hostile header claims are no more than the last ones",
          "[supervision][retry]") {
  const auto claimed = concluded(run_of(1'000, INT32_MAX));
  CHECK(claimed.attempt == uint32_t{INT32_MAX} + 1);
  CHECK_FALSE(claimed.retry_at_ms);
}

TEST_CASE("a record that can't be delayed has had its only attempt", "[supervision][retry]") {
  auto record = test::sample_record();
  record.headers.resize(100'000);
  auto run = run_of(5, 0);
  run.request = std::make_shared<const job::request>(test::sample_request(std::move(record)));
  const auto only = concluded(run);
  CHECK_FALSE(only.retry_at_ms);
  CHECK(only.dead_letter_reason == "The job failed in its only attempt: no slot");
}

TEST_CASE("a job without Kafka has one attempt", "[supervision][retry]") {
  auto run = run_of(5, 0);
  run.request = nullptr;
  const auto only = concluded(run);
  CHECK(only.attempt == 1);
  CHECK_FALSE(only.retry_at_ms);
  CHECK(only.dead_letter_reason.empty());
}
