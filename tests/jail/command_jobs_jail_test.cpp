// SPDX-License-Identifier: Apache-2.0
#include "cordon_command.hpp"
#include "pipeline.hpp"
#include "processes.hpp"
#include "temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <unistd.h>

namespace cordon::test {

namespace {

using json = nlohmann::json;

bool nothing_alive() {
  const auto first = users().of_cordon;
  return first == 0 || processes_of_users(first, users_of_cordon).empty();
}

/// Jobs that fork and sleep, so that much is alive.
std::string sleeping_jobs(int count) {
  std::string jobs;
  for (int i = 0; i < count; ++i)
    jobs += json{{"profile", "open"}, {"code", "import os, time\nos.fork()\ntime.sleep(50)"}}.dump()
            + '\n';
  return jobs;
}

/// Waits until two of them run.
void wait_until_busy(const command& cordon) {
  // Of a busy slot: outer process, PID 1, init, two of the program; then the analysers.
  CHECK(eventually([&] { return descendants_of(cordon.pid()).size() >= 10; }));
}

} // namespace

TEST_CASE("every line of a file of jobs gets its result", "[command][jobs]") {
  const audit::temporary_folder folder;
  const std::string lines = R"({"code": "1"}

{"id": "named", "code": "raise ValueError"}
not JSON
   )"
                            "\t\r\n"
                            R"({"code": 5}
{"id": "named too", "type": "validate", "code": "import os"}
{"type": "redact", "text": "x"}
[]
{"id": "unknown", "colour": 1, "code": ""}
{"code": "'last, without a newline'"})";
  audit::write_file(folder / "jobs.jsonl", lines);
  const auto from_file = run_cordon("run", {"--jobs", folder / "jobs.jsonl"});
  const auto from_input = run_cordon("run", {"--jobs", "-"}, lines);
  for (const auto& run : {from_file, from_input}) {
    CHECK(run.exit_code == 0);
    CHECK(run.err == "");
    auto results = parse_results(run.out);
    CHECK(results.size() == 9);
    CHECK(results["1"]["return_value"] == 1);
    CHECK(results["named"]["status"] == "failed");
    for (const char* bad : {"4", "6", "9", "unknown"}) {
      CHECK(results[bad]["status"] == "rejected");
      CHECK(results[bad]["error_type"] == "ValidationError");
    }
    CHECK(results["unknown"]["details"]["field"] == "colour");
    CHECK(results["named too"]["status"] == "rejected");
    CHECK(results["8"]["text"] == "x");
    CHECK(results["11"]["return_value"] == "last, without a newline");
  }
}

TEST_CASE("no jobs are no results", "[command][jobs]") {
  const auto run = run_cordon("run", {"--jobs", "-"}, "\n\n");
  CHECK(run.exit_code == 0);
  CHECK(run.out == "");
}

TEST_CASE("a line too long to be a job is rejected and the next one runs", "[command][jobs]") {
  const auto run =
      run_cordon("run", {"--jobs", "-"},
                 R"({"code": "#)" + std::string(3'000'000, 'x') + "\"}\n" + R"({"code": "7"})");
  auto results = parse_results(run.out);
  CHECK(run.exit_code == 0);
  CHECK(results["1"]["status"] == "rejected");
  CHECK(results["2"]["return_value"] == 7);
}

TEST_CASE("many jobs pass in any order and each once", "[command][jobs]") {
  std::string jobs;
  for (int i = 0; i < 300; ++i)
    jobs += R"({"code": "context['n']", "context": {"n": )" + std::to_string(i) + "}}\n";
  auto results = parse_results(run_cordon("run", {"--jobs", "-"}, jobs).out);
  CHECK(results.size() == 300);
  for (int i = 0; i < 300; ++i)
    CHECK(results[std::to_string(i + 1)]["return_value"] == i);
}

TEST_CASE("nobody reading the results ends the run", "[command][jobs]") {
  std::string jobs;
  for (int i = 0; i < 2'000; ++i)
    jobs += json{{"code", "'x' * 1000"}}.dump() + '\n';
  command cordon(cordon_arguments("run", {"--jobs", "-"}), {.input = jobs});
  cordon.close_output();
  const auto outcome = cordon.finish();
  INFO(outcome.err);
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.err.find("cannot be written") != std::string::npos);
  CHECK(nothing_alive());
}

TEST_CASE("an interrupt ends the run and all that it started", "[command][jobs]") {
  const audit::temporary_folder folder;
  audit::write_file(folder / "jobs.jsonl", sleeping_jobs(8));
  audit::write_file(folder / "sleeps.py", "import time\ntime.sleep(50)");
  for (const int signal : {SIGINT, SIGTERM}) {
    command jobs(cordon_arguments("run", {"--jobs", folder / "jobs.jsonl"}));
    wait_until_busy(jobs);
    const auto started = descendants_of(jobs.pid());
    jobs.send_signal(signal);
    CHECK(jobs.finish().exit_code == 130);
    CHECK(nothing_alive());
    for (const auto pid : started)
      CHECK(kill(pid, 0) != 0);
  }
  command one(cordon_arguments("run", {"--timeout", "60", folder / "sleeps.py"}));
  CHECK(eventually([&] { return descendants_of(one.pid()).size() >= 5; }));
  one.send_signal(SIGINT);
  const auto outcome = one.finish();
  CHECK(outcome.exit_code == 130);
  CHECK(outcome.out == "");
}

TEST_CASE("a killed cordon takes everything along", "[command][jobs]") {
  const audit::temporary_folder folder;
  audit::write_file(folder / "jobs.jsonl", sleeping_jobs(8));
  command cordon(cordon_arguments("run", {"--jobs", folder / "jobs.jsonl"}));
  wait_until_busy(cordon);
  const auto pid = cordon.pid();
  const auto started = descendants_of(pid);
  cordon.send_signal(SIGKILL);
  CHECK(cordon.finish().exit_code == 128 + SIGKILL);
  CHECK(eventually([&] {
    for (const auto one : started)
      if (kill(one, 0) == 0)
        return false;
    return nothing_alive();
  }));
  // Its control groups go with the next one that starts.
  CHECK(run_cordon("run", {"-"}, "1").exit_code == 0);
  CHECK(cgroup_folders_of(pid).empty());
}

} // namespace cordon::test
