// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cordon::test {

namespace {

using json = nlohmann::json;

/// A program's own failure, and nothing else.
void check_failed(const json& result, const char* error_type, int exit_code) {
  CHECK(result["status"] == "failed");
  CHECK(result["success"] == false);
  CHECK(result["error_type"] == error_type);
  CHECK(result["exit_code"] == exit_code);
  CHECK(result["can_retry"] == false);
  CHECK(result["return_value"] == nullptr);
}

} // namespace

TEST_CASE("a program that runs to its end succeeds", "[outcomes]") {
  const auto result = run_default("print(context['name'])", {{"context", {{"name", "Alice"}}},
                                                             {"user_id", 4711},
                                                             {"session_id", "s"},
                                                             {"metadata", {{"a", {1, 2}}}}});
  INFO(shown(result));
  CHECK(result["type"] == "execute");
  CHECK(result["status"] == "succeeded");
  CHECK(result["success"] == true);
  CHECK(result["stdout"] == "Alice\n");
  CHECK(result["stderr"] == "");
  CHECK(result["error_type"] == nullptr);
  CHECK(result["error_message"] == nullptr);
  CHECK(result["details"] == json::object());
  CHECK(result["artifacts"] == json::array());
  CHECK(result["exit_code"] == 0);
  CHECK(result["execution_time_seconds"] > 0);
  CHECK(result["execution_time_seconds"] <= result["total_time_seconds"]);
  CHECK(result["attempt"] == 1);
  CHECK(result["user_id"] == 4711);
  CHECK(result["session_id"] == "s");
  CHECK(result["metadata"] == json{{"a", {1, 2}}});
}

TEST_CASE("an empty program succeeds", "[outcomes]") {
  for (const char* code : {"", "\n\n", "# nothing", "pass"}) {
    const auto result = run_default(code);
    INFO(code);
    CHECK(result["status"] == "succeeded");
    CHECK(result["return_value"] == nullptr);
    CHECK(result["exit_code"] == 0);
  }
}

TEST_CASE("a program of 1 MB runs", "[outcomes]") {
  std::string code;
  while (code.size() < 1'000'000)
    code += "# " + std::string(97, 'x') + "\n";
  code += "print('done')\nprint(len('" + std::string(100'000, 'y') + "'))\n6 * 7\n";
  for (const char* profile : {"default", "open"}) {
    const auto result = shared_pipeline().run({{"profile", profile}, {"code", code}});
    CHECK(result["status"] == "succeeded");
    CHECK(result["stdout"] == "done\n100000\n");
  }
}

TEST_CASE("a syntax error is rejected with its place, whatever the profile", "[outcomes]") {
  for (const char* profile : {"default", "open"}) {
    const auto result =
        shared_pipeline().run({{"profile", profile}, {"code", "x = 1\nif x\n  pass\n"}});
    INFO(shown(result));
    CHECK(result["status"] == "rejected");
    CHECK(result["error_type"] == "ValidationError");
    CHECK(result["exit_code"] == nullptr);
    CHECK(result["sandbox_metadata"]["sandbox_type"] == "");
    REQUIRE(result["validation_violations"].size() == 1);
    const auto& violation = result["validation_violations"][0];
    CHECK(violation["violation_type"] == "syntax_error");
    CHECK(violation["line_number"] == 2);
    CHECK(violation["column"] == 4);
    CHECK(violation["message"].get<std::string>().find("expected ':'") != std::string::npos);
  }
}

TEST_CASE("each kind of forbidden thing is rejected before anything runs", "[outcomes]") {
  struct {
    const char* code;
    const char* violation_type;
    int line;
  } const all[] = {
      {"import os", "forbidden_import", 1},
      {"x = 1\nfrom subprocess import run", "forbidden_import", 2},
      {"print(1)\n\neval('1')", "forbidden_function", 3},
      {"open('x')", "forbidden_function", 1},
      {"__import__('os')", "forbidden_function", 1},
      {"().__class__.__base__", "forbidden_attribute", 1},
      {"f = print\nf.__self__", "forbidden_attribute", 2},
      {"setattr(int, 'x', 1)", "forbidden_function", 1},
  };
  for (const auto& one : all) {
    const auto result = run_default(one.code);
    INFO(one.code << '\n' << shown(result));
    CHECK(result["status"] == "rejected");
    CHECK(result["error_type"] == "ValidationError");
    CHECK(result["stdout"] == "");
    CHECK(result["exit_code"] == nullptr);
    REQUIRE(!result["validation_violations"].empty());
    CHECK(result["validation_violations"][0]["violation_type"] == one.violation_type);
    CHECK(result["validation_violations"][0]["line_number"] == one.line);
  }
}

TEST_CASE("a source with too many operations is rejected", "[outcomes]") {
  std::string code = "x=0\n";
  for (int i = 0; i < 120'000; ++i)
    code += "x+=1\n";
  const auto result = run_default(code);
  CHECK(result["status"] == "rejected");
  REQUIRE(!result["validation_violations"].empty());
  CHECK(result["validation_violations"][0]["violation_type"] == "code_complexity");
}

TEST_CASE("an endless loop is timed out", "[outcomes]") {
  for (const char* code :
       {"while True: pass", "import time\ntime.sleep(3600)",
        "print('before', flush=True)\nwhile True:\n  try:\n    while True: pass\n"
        "  except BaseException: pass"}) {
    const auto result = run_default(code, {{"limits", {{"timeout_seconds", 0.3}}}});
    INFO(shown(result));
    CHECK(result["status"] == "timed_out");
    CHECK(result["error_type"] == "TimeoutError");
    CHECK(result["error_message"].get<std::string>().find("0.3 s") != std::string::npos);
    CHECK(result["exit_code"] == 137);
    CHECK(result["execution_time_seconds"] >= 0.3);
    CHECK(result["execution_time_seconds"] < 10);
    CHECK(result["can_retry"] == false);
  }
}

TEST_CASE("what a program printed before its end by time is kept", "[outcomes]") {
  const auto result = run_default("print('before', flush=True)\nwhile True: pass",
                                  {{"limits", {{"timeout_seconds", 0.3}}}});
  CHECK(result["stdout"] == "before\n");
}

TEST_CASE("what a program raises is told", "[outcomes]") {
  const auto result = run_default("def f(x):\n  return 1 / x\n\nprint('a')\nf(0)\n");
  INFO(shown(result));
  check_failed(result, "CodeExecutionError", 1);
  CHECK(result["error_message"] == "ZeroDivisionError: division by zero");
  CHECK(result["details"]["exception"] == "ZeroDivisionError");
  const auto traceback = result["details"]["traceback"].get<std::string>();
  CHECK(traceback.find("\"/job/main.py\", line 5, in <module>\n    f(0)") != traceback.npos);
  CHECK(traceback.ends_with("ZeroDivisionError: division by zero\n"));
  CHECK(result["stdout"] == "a\n");
  CHECK(result["stderr"] == traceback);
}

TEST_CASE("an exception of a module carries its module's name", "[outcomes]") {
  const auto own = run_default("class Bad(Exception): pass\nraise Bad('why')");
  CHECK(own["details"]["exception"] == "Bad");
  CHECK(own["error_message"] == "Bad: why");
  const auto other = run_default("import decimal\ndecimal.Decimal('x')");
  CHECK(other["details"]["exception"] == "decimal.InvalidOperation");
  const auto silent = run_default("raise KeyError");
  CHECK(silent["error_message"] == "KeyError");
}

TEST_CASE("an exception that resists being described is described all the same", "[outcomes]") {
  const auto result = run_default("class Bad(Exception):\n  def __str__(self): raise ValueError\n"
                                  "raise Bad");
  check_failed(result, "CodeExecutionError", 1);
  CHECK(result["details"]["exception"] == "Bad");
  const auto huge = run_default("raise ValueError('x' * 5_000_000)");
  check_failed(huge, "CodeExecutionError", 1);
  CHECK(huge["error_message"].get<std::string>().size() < 10'000);
  CHECK(huge["was_output_truncated"] == true);
}

TEST_CASE("exit codes are the program's", "[outcomes]") {
  const auto left = [](const std::string& how) { return run_open("import sys, os\n" + how); };
  CHECK(left("sys.exit()")["status"] == "succeeded");
  CHECK(left("sys.exit(0)")["status"] == "succeeded");
  CHECK(left("raise SystemExit(None)")["exit_code"] == 0);
  check_failed(left("sys.exit(3)"), "CodeExecutionError", 3);
  check_failed(left("raise SystemExit(3)"), "CodeExecutionError", 3);
  check_failed(left("sys.exit(-1)"), "CodeExecutionError", 255);
  check_failed(left("sys.exit(256 + 7)"), "CodeExecutionError", 7);
  const auto text = left("sys.exit('why')");
  check_failed(text, "CodeExecutionError", 1);
  CHECK(text["stderr"] == "why\n");
  check_failed(run_default("raise SystemExit(4)"), "CodeExecutionError", 4);
}

TEST_CASE("os._exit is a failure whatever its code", "[outcomes]") {
  for (const int code : {0, 5}) {
    const auto result =
        run_open("import os\nprint('x', flush=True)\nos._exit(" + std::to_string(code) + ")");
    check_failed(result, "CodeExecutionError", code);
    CHECK(result["stdout"] == "x\n");
  }
}

TEST_CASE("output that is not UTF-8 is made so", "[outcomes]") {
  const auto bytes =
      run_open("import sys\nsys.stdout.buffer.write(b'a\\xff\\xfe\\xc3(b\\xe2\\x82')\n"
               "sys.stderr.buffer.write(b'\\x80\\0z')");
  CHECK(bytes["status"] == "succeeded");
  CHECK(bytes["stdout"] == "a\ufffd\ufffd\ufffd(b\ufffd");
  CHECK(bytes["stderr"] == std::string("\ufffd\0z", 5));
  const auto surrogate = run_default("print('\\ud800')");
  check_failed(surrogate, "CodeExecutionError", 1);
  CHECK(surrogate["details"]["exception"] == "UnicodeEncodeError");
  const auto raised = run_default("raise ValueError('\\ud800')");
  check_failed(raised, "CodeExecutionError", 1);
  CHECK(raised["error_message"] == "ValueError: \\ud800");
}

TEST_CASE("a job that is no job is rejected with its field", "[outcomes]") {
  const auto unknown = run_default("1", {{"colour", "red"}});
  CHECK(unknown["status"] == "rejected");
  CHECK(unknown["error_type"] == "ValidationError");
  CHECK(unknown["details"]["field"] == "colour");
  const auto above = run_default("1", {{"limits", {{"timeout_seconds", 61}}}});
  CHECK(above["status"] == "rejected");
  CHECK(above["error_message"].get<std::string>().find("60") != std::string::npos);
}

} // namespace cordon::test
