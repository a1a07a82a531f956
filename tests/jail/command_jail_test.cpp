// SPDX-License-Identifier: Apache-2.0
#include "cordon_command.hpp"
#include "temporary_folder.hpp"

#include "audit/hash_chain.hpp"
#include "schema_check.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

namespace cordon::test {

namespace {

using json = nlohmann::json;

bool says(const std::string& text, const std::string& what) {
  return text.find(what) != text.npos;
}

} // namespace

TEST_CASE("the exit code tells how the program fared", "[command]") {
  const audit::temporary_folder folder;
  const auto run = [&](const char* code, std::vector<std::string> more = {}) {
    const auto file = folder / "program.py";
    audit::write_file(file, code);
    more.push_back(file);
    return run_cordon("run", more);
  };
  const auto good = run("print(1)\n2 + 3");
  CHECK(good.exit_code == 0);
  CHECK(good.err == "");
  const auto result = parse_result(good.out);
  CHECK(result["stdout"] == "1\n");
  CHECK(result["return_value"] == 5);
  CHECK(result["id"] == "run");
  CHECK(run("1 / 0").exit_code == 1);
  CHECK(run("import os").exit_code == 1);
  CHECK(run("raise SystemExit(5)").exit_code == 1);
  const auto late = run("while True: pass", {"--timeout", "0.3"});
  CHECK(late.exit_code == 1);
  CHECK(parse_result(late.out)["status"] == "timed_out");
}

TEST_CASE("an own failure of the sandbox has an exit code of its own", "[command]") {
  for (const char* wrong : {"/usr/bin/false", "/no/such/runner"}) {
    const auto run = run_cordon("run", {"--execution-runner", wrong, "-"}, "1");
    INFO(run.out << run.err);
    CHECK(run.exit_code == 3);
    const auto result = parse_result(run.out);
    CHECK(result["error_type"] == "SandboxError");
    CHECK(says(result["error_message"], "execution.runner"));
  }
}

TEST_CASE("where the host allows less than a program's limits, that holds", "[command][rlimits]") {
  auto arguments = cordon_arguments("run", {"--profile", "open", "-"});
  arguments.insert(arguments.begin(), {"prlimit", "--sigpending=900"});
  const auto run = run_command(
      arguments,
      {.input = "import resource\nlist(resource.getrlimit(resource.RLIMIT_SIGPENDING))\n"});
  INFO(run.out << run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(parse_result(run.out)["return_value"] == json::array({900, 900}));
}

TEST_CASE("errors of usage say what would be right", "[command]") {
  const audit::temporary_folder folder;
  const struct {
    std::vector<std::string> arguments;
    const char* hint;
  } all[] = {
      {{}, "name its file"},
      {{folder / "none.py"}, "none.py"},
      {{"--timeout", "soon", "-"}, "--timeout"},
      {{"--timeout", "61", "-"}, "60"},
      {{"--profile", "nope", "-"}, "default"},
      {{"--context", "[1]", "-"}, "JSON object"},
      {{"--context", "@" + (folder / "none.json"), "-"}, "none.json"},
      {{"--file", folder / "none.csv", "-"}, "none.csv"},
      {{"--colour", "-"}, "--colour"},
      {{"--jobs", folder / "none.jsonl"}, "none.jsonl"},
      {{"--jobs", "-", "--timeout", "3"}, "--jobs"},
      {{"--config", folder / "none.toml", "-"}, "none.toml"},
      {{"--slots", "0", "-"}, "slots"},
  };
  for (const auto& one : all) {
    const auto run = run_cordon("run", one.arguments, "1");
    INFO(one.hint << ": " << run.err << run.out);
    CHECK(says(run.err + run.out, one.hint));
    CHECK((run.exit_code == 2 || (run.exit_code == 1 && says(run.out, "ValidationError"))));
  }
  CHECK(run_command({CORDON_PROGRAM}).exit_code == 2);
  CHECK(run_command({CORDON_PROGRAM, "rum"}).exit_code == 2);
}

TEST_CASE("help and version go to standard output", "[command]") {
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{CORDON_PROGRAM, "--help"},
                                             {CORDON_PROGRAM, "run", "--help"},
                                             {CORDON_PROGRAM, "doctor", "--help"},
                                             {CORDON_PROGRAM, "--version"}}) {
    const auto run = run_command(arguments);
    CHECK(run.exit_code == 0);
    CHECK(says(run.out, "cordon"));
    CHECK(run.err == "");
  }
}

TEST_CASE("a program comes from standard input, a file or a job's other parts", "[command]") {
  const audit::temporary_folder folder;
  const auto input = run_cordon("run", {"-"}, "print('é')");
  CHECK(parse_result(input.out)["stdout"] == "é\n");

  audit::write_file(folder / "context.json", R"({"n": 123456789012345678901234567890})");
  const auto context =
      run_cordon("run", {"--context", "@" + (folder / "context.json"), "-"}, "print(context['n'])");
  CHECK(parse_result(context.out)["stdout"] == "123456789012345678901234567890\n");

  audit::write_file(folder / "a.csv", std::string("a\0\xff", 3));
  audit::write_file(folder / "in.txt", "line\n");
  const auto all = run_cordon(
      "run",
      {"--profile", "data", "--context", R"({"k": 1})", "--file", folder / "a.csv", "--file",
       (folder / "a.csv") + "=d/b.csv", "--stdin", folder / "in.txt", "--timeout", "5", "-"},
      "print(context['k'], open('a.csv', 'rb').read(), "
      "open('d/b.csv', 'rb').read() == open('a.csv', 'rb').read(), input())");
  INFO(all.out << all.err);
  CHECK(parse_result(all.out)["stdout"] == "1 b'a\\x00\\xff' True line\n");

  audit::write_file(folder / "reads.py", "print(input())");
  const auto own = run_cordon("run", {"--stdin", "-", folder / "reads.py"}, "mine\n");
  CHECK(parse_result(own.out)["stdout"] == "mine\n");
}

TEST_CASE("a program that is no UTF-8 is an error that says where", "[command]") {
  const auto run = run_cordon("run", {"-"}, "print('\xff')");
  CHECK(run.exit_code == 2);
  CHECK(says(run.err, "UTF-8"));
}

TEST_CASE("the audit is a chain with one record a step", "[command]") {
  const audit::temporary_folder folder;
  const auto trail = folder / "audit.jsonl";
  std::string jobs;
  for (int i = 0; i < 20; ++i)
    jobs += json{{"code", "print('very private text')"}}.dump() + '\n';
  jobs += json{{"code", "import os"}}.dump() + '\n';
  jobs += json{{"type", "redact"}, {"text", "x"}}.dump() + "\nnonsense\n";
  const auto run = run_cordon("run", {"--audit", trail, "--jobs", "-"}, jobs);
  CHECK(run.exit_code == 0);
  CHECK(parse_results(run.out).size() == 23);
  std::ifstream file(trail);
  const auto found = audit::verify(file);
  CHECK(!found.first_break);
  CHECK(found.torn_lines.empty());
  std::map<std::string, std::vector<std::string>> steps;
  std::istringstream lines(audit::read_file(trail));
  for (std::string line; std::getline(lines, line);) {
    CHECK(schema_problem("audit-record.schema.json", line).value_or("") == "");
    CHECK(!says(line, "very private"));
    const auto record = json::parse(line);
    steps[record["job_id"]].push_back(record["step"]);
  }
  using names = std::vector<std::string>;
  for (int i = 1; i <= 20; ++i)
    CHECK(steps[std::to_string(i)]
          == names{"accepted", "validated", "started", "finished", "redacted", "answered"});
  CHECK(steps["21"] == names{"accepted", "validated", "redacted", "answered"});
  CHECK(steps["22"] == names{"accepted", "redacted", "answered"});
  CHECK(steps["23"] == names{"accepted", "redacted", "answered"});
  const auto again = run_cordon("run", {"--audit", trail, "-"}, "1");
  CHECK(again.exit_code == 0);
  std::ifstream longer(trail);
  const auto more = audit::verify(longer);
  CHECK(!more.first_break);
  CHECK(more.records == found.records + 6);
}

TEST_CASE("doctor tells which modules of a profile cannot be loaded ahead", "[command][preload]") {
  const audit::temporary_folder folder;
  audit::write_file(folder / "c.toml",
                    "[profiles.mine]\nbase = \"default\"\n"
                    "preload = [\"json\", \"no_such_module\", \"xml.dom\", \"os\"]\n");
  const auto run = run_cordon("doctor", {"--json", "--config", folder / "c.toml"});
  INFO(run.out << run.err);
  CHECK(run.exit_code == 0);
  const auto report = json::parse(run.out);
  for (const auto& profile : report["profiles"])
    if (profile["profile"] == "mine")
      CHECK(profile["preload_problems"]
            == json::array({"no_such_module: ModuleNotFoundError: No module named "
                            "'no_such_module'"}));
    else
      CHECK(profile["preload_problems"] == json::array());
}

TEST_CASE("doctor tells what isolates", "[command]") {
  const auto table = run_cordon("doctor", {});
  CHECK(table.exit_code == 0);
  for (const char* layer : {"user_ns", "seccomp", "landlock", "cgroup", "default", "open"})
    CHECK(says(table.out, layer));
  const auto text = run_cordon("doctor", {"--json"});
  CHECK(text.exit_code == 0);
  const auto report = json::parse(text.out);
  CHECK(report["ok"] == true);
  REQUIRE(report["profiles"].size() == 3);
  for (const auto& profile : report["profiles"]) {
    CHECK(profile["ok"] == true);
    CHECK(profile["layers"].size() >= 8);
  }
}

} // namespace cordon::test
