// SPDX-License-Identifier: Apache-2.0
#include "cordon_command.hpp"
#include "pipeline.hpp"
#include "processes.hpp"
#include "temporary_folder.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace cordon::test {

namespace {

using json = nlohmann::json;

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

} // namespace

TEST_CASE("a root that may not make namespaces without a user's serves all the same",
          "[zygote][command]") {
  if (geteuid() != 0)
    SKIP("only root can lack a capability");
  std::vector<std::string> arguments = {"/usr/bin/setpriv", "--bounding-set=-sys_admin",
                                        "--inh-caps=-sys_admin"};
  for (auto& one : cordon_arguments("run", {"-"}))
    arguments.push_back(std::move(one));
  const auto run = run_command(arguments, {.input = "6 * 7"});
  INFO(run.out << run.err);
  REQUIRE(run.exit_code == 0);
  const auto result = parse_result(run.out);
  CHECK(result["return_value"] == 42);
  for (const char* layer : {"user_ns", "mount_ns", "seccomp", "landlock"})
    CHECK(std::ranges::count(result["sandbox_metadata"]["layers"], json(layer)) == 1);
}

TEST_CASE("a zygote that is stopped does not outlive its worker", "[zygote][command]") {
  const audit::temporary_folder folder;
  audit::write_file(folder / "jobs",
                    json{{"profile", "open"}, {"code", "import time\ntime.sleep(60)"}}.dump());
  command cordon(cordon_arguments("run", {"--no-progress", "--jobs", folder / "jobs"}));
  REQUIRE(eventually([&] { return descendants_of(cordon.pid()).size() >= 6; }));
  const auto started = descendants_of(cordon.pid());
  for (const auto zygote : children_of(cordon.pid()))
    kill(zygote, SIGSTOP);
  cordon.send_signal(SIGKILL);
  CHECK(eventually([&] { return std::ranges::none_of(started, is_alive); }));
}

TEST_CASE("where memory runs out around a worker, its runners go first", "[zygote]") {
  if (geteuid() != 0)
    SKIP("needs root, to look at the slots' processes");
  auto pipeline = make_pipeline({.slots = 1});
  CHECK(pipeline->run({{"code", "1"}})["status"] == "succeeded");
  for (const auto outer : pipeline->assembly().runner_pids())
    for (const auto inner : descendants_of(outer))
      CHECK(first_line("/proc/" + std::to_string(inner) + "/oom_score_adj") == "500");
  CHECK(first_line("/proc/self/oom_score_adj") != "500");
}

TEST_CASE("runners and analysers are forked of one image of the runner", "[zygote]") {
  if (geteuid() != 0)
    SKIP("needs root, to look at what zygotes are started from");
  auto pipeline = make_pipeline({.slots = 1});
  CHECK(pipeline->run({{"code", "1"}})["status"] == "succeeded");
  const auto zygotes = children_of(getpid());
  REQUIRE(zygotes.size() == 2);
  const auto program_of = [](pid_t zygote) {
    struct stat found {};
    CHECK(stat(("/proc/" + std::to_string(zygote) + "/exe").c_str(), &found) == 0);
    return std::pair(found.st_dev, found.st_ino);
  };
  CHECK(program_of(zygotes[0]) == program_of(zygotes[1]));
}

TEST_CASE("no two programs have a secret of the interpreter in common", "[zygote]") {
  constexpr const char* key = "import multiprocessing\n"
                              "multiprocessing.current_process().authkey.hex()";
  const auto first = run_open(key)["return_value"];
  REQUIRE(first.is_string());
  CHECK(first != run_open(key)["return_value"]);
}

TEST_CASE("the warmed interpreter's module looks as if it were new", "[zygote]") {
  CHECK(run_default("[__doc__, __name__, __file__]")["return_value"]
        == json{nullptr, "__main__", "/job/main.py"});
}

TEST_CASE("the more processes a program may have, the fewer files each", "[limits]") {
  constexpr const char* limit = "import resource\nresource.getrlimit(resource.RLIMIT_NOFILE)[1]";
  CHECK(run_open(limit, {{"limits", {{"max_processes", 16}}}})["return_value"] == 1'024);
  CHECK(run_open(limit, {{"limits", {{"max_processes", 64}}}})["return_value"] == 256);
}

} // namespace cordon::test
