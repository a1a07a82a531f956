// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include "job/base64.hpp"
#include "redaction/samples.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cordon::test {

namespace {

using json = nlohmann::json;
namespace samples = redaction::samples;

const std::string hidden = samples::placeholder("openai_api_key");

/// A program that puts the key together while it runs.
std::string with_key(const std::string& code) {
  const auto& key = samples::openai_key;
  return "key = '" + key.substr(0, 3) + "' + '" + key.substr(3) + "'\n" + code;
}

bool holds_key(const json& result) {
  return result.dump().find(samples::openai_key) != std::string::npos;
}

} // namespace

TEST_CASE("a secret is replaced in the streams and the value", "[redaction]") {
  const auto result = run_default(with_key("print('a', key, 'b')\n[{'k': key}]"));
  INFO(shown(result));
  CHECK(result["status"] == "succeeded");
  CHECK(result["stdout"] == "a " + hidden + " b\n");
  CHECK(result["return_value"] == json::array({{{"k", hidden}}}));
  CHECK(result["was_output_redacted"] == true);
  REQUIRE(result["output_violations"].size() == 1);
  CHECK(result["output_violations"][0]["violation_type"] == "openai_api_key");
  CHECK(result["output_violations"][0]["severity"] == "high");
  CHECK(result["output_violations"][0]["count"] == 2);
  CHECK(!holds_key(result));
}

TEST_CASE("a secret is replaced in what tells of a failure", "[redaction]") {
  const auto result = run_default(with_key("raise ValueError(key)"));
  INFO(shown(result));
  CHECK(result["error_message"] == "ValueError: " + hidden);
  CHECK(result["stderr"].get<std::string>().ends_with("ValueError: " + hidden + "\n"));
  CHECK(result["details"]["traceback"].get<std::string>().find(hidden) != std::string::npos);
  CHECK(!holds_key(result));
}

TEST_CASE("a repr, a dict's key and an exit message are redacted", "[redaction]") {
  CHECK(!holds_key(run_default(with_key("(key,)"))));
  CHECK(!holds_key(run_default(with_key("{key: 1}"))));
  CHECK(!holds_key(run_default(with_key("raise SystemExit(key)"))));
  CHECK(!holds_key(run_default(with_key("class C:\n  def __repr__(self): return key\nC()"))));
}

TEST_CASE("a secret that the output's limit cut is cut", "[redaction]") {
  const auto result = run_default(with_key("print(key)"), {{"limits", {{"max_output_bytes", 10}}}});
  CHECK(result["stdout"].get<std::string>().size() <= hidden.size());
}

TEST_CASE("artifacts are not redacted", "[redaction]") {
  const auto result = shared_pipeline().run(
      {{"profile", "data"}, {"code", with_key("open('a.txt', 'w').write(key)\nprint(key)")}});
  INFO(shown(result));
  CHECK(result["stdout"] == hidden + "\n");
  REQUIRE(result["artifacts"].size() == 1);
  CHECK(job::decode_base64(result["artifacts"][0]["data_base64"].get<std::string>())
        == samples::openai_key);
}

TEST_CASE("without redaction a secret of high severity withholds the output", "[redaction]") {
  const auto withheld = run_open(with_key("print(key)\nopen('a', 'w').write('x')\nkey"));
  INFO(shown(withheld));
  CHECK(withheld["status"] == "failed");
  CHECK(withheld["error_type"] == "OutputValidationError");
  CHECK(withheld["stdout"] == "");
  CHECK(withheld["return_value"] == nullptr);
  CHECK(withheld["artifacts"] == json::array());
  CHECK(!holds_key(withheld));
  const auto passed = run_open(with_key("print(key)"), {{"enable_output_validation", false}});
  CHECK(passed["stdout"] == samples::openai_key + "\n");
  const auto low = run_open("print('" + samples::email + "')");
  CHECK(low["status"] == "succeeded");
  CHECK(low["stdout"] == samples::email + "\n");
}

TEST_CASE("a text is redacted without anything running", "[redaction]") {
  const auto result = shared_pipeline().run(
      {{"type", "redact"}, {"text", "a " + samples::openai_key + ", " + samples::email}});
  INFO(shown(result));
  CHECK(result["type"] == "redact");
  CHECK(result["status"] == "succeeded");
  CHECK(result["text"] == "a " + hidden + ", " + samples::placeholder("email_address"));
  CHECK(result["output_violations"].size() == 2);
  CHECK(result["exit_code"] == nullptr);
  CHECK(result["sandbox_metadata"]["sandbox_type"] == "");
}

TEST_CASE("a source is validated without running", "[validation]") {
  const auto clean = shared_pipeline().run({{"type", "validate"}, {"code", "while True: pass"}});
  CHECK(clean["status"] == "succeeded");
  CHECK(clean["type"] == "validate");
  CHECK(clean["exit_code"] == nullptr);
  CHECK(clean["sandbox_metadata"]["sandbox_type"] == "");
  const auto bad =
      shared_pipeline().run({{"type", "validate"}, {"code", "import os\nx = eval('1')"}});
  INFO(shown(bad));
  CHECK(bad["status"] == "rejected");
  CHECK(bad["error_type"] == "ValidationError");
  CHECK(bad["validation_violations"].size() == 2);
  CHECK(bad["error_message"].get<std::string>().find("Import of 'os' is not allowed")
        != std::string::npos);
  const auto broken = shared_pipeline().run({{"type", "validate"}, {"code", "def"}});
  CHECK(broken["validation_violations"][0]["violation_type"] == "syntax_error");
}

} // namespace cordon::test
