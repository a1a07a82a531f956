// SPDX-License-Identifier: Apache-2.0
#include "job/result.hpp"

#include "../schema_check.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <nlohmann/json.hpp>

using namespace cordon::job;
using cordon::test::schema_problem;

namespace {

job asking_job() {
  job asker;
  asker.id = "j-1";
  return asker;
}

nlohmann::json parsed(const result& answer, const job& asker = asking_job()) {
  return nlohmann::json::parse(to_json(answer, asker));
}

result full_result() {
  result r;
  r.status = status::failed;
  r.error_type = error_type::CodeExecutionError;
  r.error_message = "ZeroDivisionError: division by zero";
  r.details = {{"exception", "ZeroDivisionError"}, {"traceback", "Traceback:\n  1/0\n"}};
  r.stdout_text = "out\n";
  r.stderr_text = "err \"quoted\"";
  r.text = "clean";
  r.return_value_json = R"({"a": [1, 2.5, null]})";
  r.artifacts = {{"out/plot.png", "image/png", std::string("\x89PNG\0", 5)},
                 {"e", "text/plain", ""}};
  r.validation_violations = {{"forbidden_import", severity::high, "Import of 'os'", 3, 4}};
  r.output_violations = {{"us_ssn", severity::medium, 2}, {"email_address", severity::low, 1}};
  r.was_output_redacted = true;
  r.was_output_truncated = true;
  r.exit_code = 137;
  r.execution_time_seconds = 0.004;
  r.total_time_seconds = 0.011;
  r.memory_used_mb = 9.1;
  r.sandbox = {"native", {"user_ns", "seccomp"}};
  r.attempt = 2;
  return r;
}

} // namespace

TEST_CASE("an empty success is written as the contract has it", "[job][result]") {
  CHECK(to_json({}, asking_job())
        == R"({"id":"j-1","type":"execute","status":"succeeded","success":true,"stdout":"",)"
           R"("stderr":"","return_value":null,"return_value_kind":"json","artifacts":[],)"
           R"("error_type":null,"error_message":null,"details":{},"can_retry":false,)"
           R"("validation_violations":[],"output_violations":[],"was_output_redacted":false,)"
           R"("was_output_truncated":false,"exit_code":null,"execution_time_seconds":0,)"
           R"("total_time_seconds":0,"memory_used_mb":0,)"
           R"("sandbox_metadata":{"sandbox_type":"","layers":[]},"attempt":1,"user_id":null,)"
           R"("session_id":null,"metadata":{}})");
}

TEST_CASE("every field reaches the wire", "[job][result]") {
  job asker = asking_job();
  asker.type = job_type::validate;
  asker.user_id_json = "123456789012345678901234567890";
  asker.session_id = "s";
  asker.metadata_json = R"({"k": 1.0})";
  CHECK(to_json(full_result(), asker)
        == R"({"id":"j-1","type":"validate","status":"failed","success":false,"stdout":"out\n",)"
           R"("stderr":"err \"quoted\"","text":"clean","return_value":{"a": [1, 2.5, null]},)"
           R"("return_value_kind":"json","artifacts":[{"name":"out/plot.png",)"
           R"("media_type":"image/png","size":5,"data_base64":"iVBORwA="},)"
           R"({"name":"e","media_type":"text/plain","size":0,"data_base64":""}],)"
           R"("error_type":"CodeExecutionError",)"
           R"("error_message":"ZeroDivisionError: division by zero",)"
           R"("details":{"exception":"ZeroDivisionError","traceback":"Traceback:\n  1/0\n"},)"
           R"("can_retry":false,"validation_violations":[{"violation_type":"forbidden_import",)"
           R"("severity":"high","message":"Import of 'os'","line_number":3,"column":4}],)"
           R"("output_violations":[{"violation_type":"us_ssn","severity":"medium","count":2},)"
           R"({"violation_type":"email_address","severity":"low","count":1}],)"
           R"("was_output_redacted":true,"was_output_truncated":true,"exit_code":137,)"
           R"("execution_time_seconds":0.004,"total_time_seconds":0.011,"memory_used_mb":9.1,)"
           R"("sandbox_metadata":{"sandbox_type":"native","layers":["user_ns","seccomp"]},)"
           R"("attempt":2,"user_id":123456789012345678901234567890,"session_id":"s",)"
           R"("metadata":{"k": 1.0}})");
}

TEST_CASE("results conform to their schema", "[job][result]") {
  job asker = asking_job();
  CHECK(schema_problem("result.schema.json", to_json({}, asker)) == std::nullopt);
  asker.user_id_json = "\"u\"";
  for (const auto type :
       {job_type::execute, job_type::validate, job_type::redact, job_type::chat, job_type::task}) {
    asker.type = type;
    CHECK(schema_problem("result.schema.json", to_json(full_result(), asker)) == std::nullopt);
  }
}

TEST_CASE("every status and error type conforms to the schema", "[job][result]") {
  for (const auto how : {status::succeeded, status::failed, status::rejected, status::timed_out,
                         status::cancelled, status::expired})
    for (const auto why :
         {error_type::none, error_type::ValidationError, error_type::CodeExecutionError,
          error_type::SecurityViolationError, error_type::ResourceLimitError,
          error_type::OutputValidationError, error_type::SandboxError, error_type::TimeoutError,
          error_type::CancelledError}) {
      const auto text = to_json(make_failure(how, why, "m"), asking_job());
      CHECK(schema_problem("result.schema.json", text) == std::nullopt);
    }
}

TEST_CASE("the schema check of results can fail", "[job][result]") {
  auto object = parsed({});
  CHECK(schema_problem("result.schema.json", object.dump()) == std::nullopt);
  object["more"] = 1;
  CHECK(schema_problem("result.schema.json", object.dump()));
  object.erase("more");
  object["status"] = "fine";
  CHECK(schema_problem("result.schema.json", object.dump()));
  CHECK(schema_problem("result.schema.json", "{}"));
  CHECK(schema_problem("result.schema.json", "no JSON"));
}

TEST_CASE("invalid UTF-8 in a result becomes U+FFFD", "[job][result]") {
  result r = full_result();
  const std::string bad = "a\xE2\x82\xFFz";
  const std::string good = "a\xEF\xBF\xBD\xEF\xBF\xBDz";
  r.stdout_text = r.stderr_text = r.error_message = bad;
  r.text = bad;
  r.details = {{bad, bad}};
  r.artifacts[0].name = bad;
  const auto object = parsed(r);
  CHECK(object["stdout"] == good);
  CHECK(object["stderr"] == good);
  CHECK(object["text"] == good);
  CHECK(object["error_message"] == good);
  CHECK(object["details"][good] == good);
  CHECK(object["artifacts"][0]["name"] == good);
}

TEST_CASE("a return value that is no JSON is left out, and the result says so", "[job][result]") {
  const std::string too_deep = std::string(5000, '[') + std::string(5000, ']');
  for (const auto& value : std::vector<std::string>{"", "{", "1,\"id\":2", "nan", "\"\xFF\"",
                                                    "\"\\ud800\"", "1 2", too_deep}) {
    result r;
    r.return_value_json = value;
    const auto object = parsed(r);
    CHECK(object["return_value"].is_null());
    CHECK(object["details"].contains("return_value"));
  }
}

TEST_CASE("a reason for a missing return value that is there already is kept", "[job][result]") {
  result r;
  r.return_value_json = "{";
  r.details["return_value"] = "too large";
  CHECK(parsed(r)["details"]["return_value"] == "too large");
}

TEST_CASE("a result is one line, though its parts were written on many", "[job][result]") {
  job asker = asking_job();
  asker.metadata_json = "{\n  \"a\": \"\\n\"\r\n}";
  result r;
  r.return_value_json = "[\n1\n]";
  const auto text = to_json(r, asker);
  CHECK(text.find_first_of("\r\n") == std::string::npos);
  CHECK(nlohmann::json::parse(text)["metadata"]["a"] == "\n");
  CHECK(nlohmann::json::parse(text)["return_value"][0] == 1);
}

TEST_CASE("numbers that JSON has no form for become 0", "[job][result]") {
  result r;
  r.memory_used_mb = std::numeric_limits<double>::quiet_NaN();
  r.total_time_seconds = std::numeric_limits<double>::infinity();
  CHECK(parsed(r)["memory_used_mb"] == 0);
  CHECK(parsed(r)["total_time_seconds"] == 0);
}

TEST_CASE("a repr is marked as one", "[job][result]") {
  result r;
  r.return_value_json = "\"<object>\"";
  r.return_value_is_repr = true;
  CHECK(parsed(r)["return_value_kind"] == "repr");
}

TEST_CASE("a failure before the run can be retried only where the fault is ours", "[job][result]") {
  const auto ours = make_failure(status::failed, error_type::SandboxError, "no slot");
  CHECK(ours.can_retry);
  CHECK(ours.error_message == "no slot");
  CHECK_FALSE(make_failure(status::rejected, error_type::ValidationError, "no").can_retry);
}
