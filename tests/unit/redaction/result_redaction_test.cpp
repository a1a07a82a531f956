// SPDX-License-Identifier: Apache-2.0
#include "redaction/result_redaction.hpp"

#include "samples.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace cordon;
using namespace cordon::redaction;
using namespace cordon::redaction::samples;
using job::error_type;
using job::severity;
using job::status;

namespace {

const std::string ssn_mark = placeholder("us_ssn");
const std::string mail_mark = placeholder("email_address");

/// A job with the switches under test.
job::job make_job(bool redacts, bool validates = true) {
  job::job job;
  job.redact_sensitive_output = redacts;
  job.enable_output_validation = validates;
  return job;
}

job::result make_result(const std::string& out) {
  job::result r;
  r.stdout_text = out;
  r.stderr_text = "warning";
  r.return_value_json = "[1]";
  r.artifacts = {{"a.txt", "text/plain", ssn}};
  r.details = {{"output", "stdout cut"}, {"traceback", "Traceback"}};
  r.exit_code = 0;
  r.execution_time_seconds = 0.5;
  return r;
}

job::result run(job::result r, const job::job& job, bool strict = false) {
  return redact_result(std::move(r), job, {{}, strict}, all_kinds());
}

void check_withheld(const job::result& r) {
  CHECK(r.stdout_text.empty());
  CHECK(r.stderr_text.empty());
  CHECK_FALSE(r.text);
  CHECK(r.return_value_json == "null");
  CHECK(r.artifacts.empty());
  CHECK(r.details == std::map<std::string, std::string>{{"output", "stdout cut"}});
}

void check_untouched(const job::result& r, const std::string& out) {
  CHECK(r.status == status::succeeded);
  CHECK(r.stdout_text == out);
  CHECK(r.artifacts.size() == 1);
  CHECK(r.output_violations.empty());
  CHECK_FALSE(r.was_output_redacted);
}

} // namespace

TEST_CASE("a clean result passes untouched", "[redaction][result]") {
  for (bool redacts : {true, false})
    for (bool strict : {true, false})
      check_untouched(run(make_result("fine\n"), make_job(redacts), strict), "fine\n");
}

TEST_CASE("with redaction on every field but the artifacts is redacted", "[redaction][result]") {
  auto r = make_result("out " + ssn);
  r.stderr_text = "err " + ssn;
  r.text = "text " + email;
  r.return_value_json = "{\"" + email + "\":\"" + ssn + "\"}";
  r.error_message = "message " + ssn;
  r.details["exception"] = "exception " + ssn;
  r.validation_violations = {{"syntax_error", severity::high, "near " + ssn, 1, 0}};
  const auto done = run(r, make_job(true));
  CHECK(done.status == status::succeeded);
  CHECK(done.stdout_text == "out " + ssn_mark);
  CHECK(done.stderr_text == "err " + ssn_mark);
  CHECK(done.text == "text " + mail_mark);
  CHECK(done.return_value_json == "{\"" + mail_mark + "\":\"" + ssn_mark + "\"}");
  CHECK(done.error_message == "message " + ssn_mark);
  CHECK(done.details.at("exception") == "exception " + ssn_mark);
  CHECK(done.validation_violations[0].message == "near " + ssn_mark);
  CHECK(done.artifacts[0].content == ssn);
  CHECK(done.was_output_redacted);
  REQUIRE(done.output_violations.size() == 2);
  CHECK(done.output_violations[0] == job::output_violation{"us_ssn", severity::high, 6});
  CHECK(done.output_violations[1] == job::output_violation{"email_address", severity::low, 2});
}

TEST_CASE("fields are looked at each by itself", "[redaction][result]") {
  auto r = make_result("password=");
  r.stderr_text = password;
  check_untouched(run(r, make_job(true)), "password=");
}

TEST_CASE("a strict policy withholds any finding, redacted or not", "[redaction][result]") {
  for (bool redacts : {true, false}) {
    const auto done = run(make_result(email), make_job(redacts), true);
    CHECK(done.status == status::failed);
    CHECK(done.error_type == error_type::OutputValidationError);
    CHECK(done.error_message.find("email_address") != std::string::npos);
    CHECK(done.error_message.find(email) == std::string::npos);
    CHECK_FALSE(done.can_retry);
    CHECK(done.exit_code == 0);
    CHECK(done.execution_time_seconds == 0.5);
    CHECK(done.output_violations.size() == 1);
    CHECK_FALSE(done.was_output_redacted);
    check_withheld(done);
  }
}

TEST_CASE("without redaction a finding of high severity is withheld", "[redaction][result]") {
  const auto done = run(make_result(ssn + " " + email), make_job(false));
  CHECK(done.status == status::failed);
  CHECK(done.error_type == error_type::OutputValidationError);
  CHECK(done.error_message.find("us_ssn") != std::string::npos);
  CHECK(done.error_message.find("email_address") == std::string::npos);
  CHECK(done.output_violations.size() == 2);
  check_withheld(done);
}

TEST_CASE("without redaction a finding of low severity is listed only", "[redaction][result]") {
  const auto done = run(make_result(email), make_job(false));
  CHECK(done.status == status::succeeded);
  CHECK(done.stdout_text == email);
  CHECK_FALSE(done.was_output_redacted);
  REQUIRE(done.output_violations.size() == 1);
  CHECK(done.output_violations[0] == job::output_violation{"email_address", severity::low, 1});
}

TEST_CASE("without output validation nothing fails", "[redaction][result]") {
  for (bool strict : {true, false}) {
    const auto redacted = run(make_result(ssn), make_job(true, false), strict);
    CHECK(redacted.status == status::succeeded);
    CHECK(redacted.stdout_text == ssn_mark);
    CHECK(redacted.was_output_redacted);
    check_untouched(run(make_result(ssn), make_job(false, false), strict), ssn);
  }
}

TEST_CASE("a result that failed before keeps its error", "[redaction][result]") {
  auto failed = make_result(ssn);
  failed.status = status::failed;
  failed.error_type = error_type::CodeExecutionError;
  failed.error_message = "ValueError: " + ssn;
  failed.exit_code = 1;

  const auto redacted = run(failed, make_job(true));
  CHECK(redacted.stdout_text == ssn_mark);
  CHECK(redacted.error_message == "ValueError: " + ssn_mark);

  for (bool strict : {true, false}) {
    const auto withheld = run(failed, make_job(false), strict);
    CHECK(withheld.status == status::failed);
    CHECK(withheld.error_type == error_type::CodeExecutionError);
    CHECK(withheld.error_message == "ValueError: " + ssn_mark);
    CHECK(withheld.was_output_redacted);
    CHECK(withheld.exit_code == 1);
    check_withheld(withheld);
  }
}

TEST_CASE("a rejected result keeps its error too", "[redaction][result]") {
  auto rejected = job::make_failure(status::rejected, error_type::ValidationError, "syntax");
  rejected.validation_violations = {{"syntax_error", severity::high, "near " + ssn, 1, 0}};
  const auto done = run(rejected, make_job(false), true);
  CHECK(done.status == status::rejected);
  CHECK(done.error_type == error_type::ValidationError);
  CHECK(done.validation_violations[0].message == "near " + ssn_mark);
}

TEST_CASE("a redact job gives its text back redacted and succeeds", "[redaction][result]") {
  for (bool redacts : {true, false})
    for (bool validates : {true, false})
      for (bool strict : {true, false}) {
        auto job = make_job(redacts, validates);
        job.type = job::job_type::redact;
        job.text = "call " + email + " about " + ssn;
        const auto done = run({}, job, strict);
        CHECK(done.status == status::succeeded);
        CHECK(done.error_type == error_type::none);
        CHECK(done.text == "call " + mail_mark + " about " + ssn_mark);
        CHECK(done.was_output_redacted);
        CHECK(done.output_violations.size() == 2);
      }
}

TEST_CASE("a redact job without findings gives its text back", "[redaction][result]") {
  job::job job;
  job.type = job::job_type::redact;
  job.text = "nothing here";
  const auto done = run({}, job);
  CHECK(done.text == "nothing here");
  CHECK_FALSE(done.was_output_redacted);
  CHECK(done.output_violations.empty());
}

TEST_CASE("a redact job that failed before has no text", "[redaction][result]") {
  job::job job;
  job.type = job::job_type::redact;
  job.text = ssn;
  const auto done =
      run(job::make_failure(status::cancelled, error_type::CancelledError, "cancelled"), job);
  CHECK(done.status == status::cancelled);
  CHECK_FALSE(done.text);
}
