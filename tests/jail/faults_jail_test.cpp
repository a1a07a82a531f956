// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include "processes.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <unistd.h>

namespace cordon::test {

namespace {

using json = nlohmann::json;

/// PID 1 of the jail that `outer` watches over; -1 where it has none (any more).
pid_t jailed_process_of(pid_t outer) {
  const auto children = children_of(outer);
  return children.empty() ? -1 : children.front();
}

/// The analyser's outer process: of those that a zygote, a child of this process, has forked, the
/// one that is no runner's.
pid_t find_analyser(pipeline& of) {
  const auto runners = of.assembly().runner_pids();
  for (const auto zygote : children_of(getpid()))
    for (const auto forked : children_of(zygote))
      if (std::ranges::find(runners, forked) == runners.end())
        return forked;
  return -1;
}

/// Below a busy runner's outer process are PID 1 of its jail, the init of the program's pid
/// namespace, and the program.
bool runs_program(pid_t outer) {
  return descendants_of(outer).size() >= 3;
}

std::vector<json> many_jobs(size_t count, const char* profile) {
  std::vector<json> jobs;
  for (size_t i = 0; i < count; ++i)
    jobs.push_back({{"id", "many-" + std::to_string(i)},
                    {"profile", profile},
                    {"code", "print(context['n'])\ncontext['n'] * 2"},
                    {"context", {{"n", i}}}});
  return jobs;
}

void check_all_succeeded(pipeline& of, size_t count) {
  of.wait_for_count(count);
  for (size_t i = 0; i < count; ++i) {
    const auto result = of.wait_for("many-" + std::to_string(i));
    INFO(shown(result));
    REQUIRE(result["status"] == "succeeded");
    REQUIRE(result["stdout"] == std::to_string(i) + "\n");
    REQUIRE(result["return_value"] == 2 * i);
  }
  CHECK(of.duplicates() == 0);
}

} // namespace

TEST_CASE("runners that are killed again and again cost no job its result", "[faults]") {
  constexpr size_t jobs = 1'000;
  constexpr size_t kills = 20;
  auto pipeline = make_pipeline();
  for (const auto& job : many_jobs(jobs, "default"))
    pipeline->submit(job);
  // So many results lie between two kills that no job is hit three times.
  for (size_t kill_number = 1; kill_number <= kills; ++kill_number) {
    pipeline->wait_for_count(kill_number * jobs / (kills + 2));
    // Both may be on their way at the moment: the one killed before, and one that is renewed.
    std::vector<pid_t> runners;
    REQUIRE(eventually([&] { return !(runners = pipeline->assembly().runner_pids()).empty(); }));
    const auto outer = runners[kill_number % runners.size()];
    const auto inner = jailed_process_of(outer);
    kill(kill_number % 3 == 0 && inner > 0 ? inner : outer, SIGKILL);
  }
  check_all_succeeded(*pipeline, jobs);
}

TEST_CASE("an analyser that is killed costs no job its result", "[faults]") {
  constexpr size_t jobs = 200;
  constexpr size_t between_kills = 20;
  auto pipeline = make_pipeline();
  const auto all = many_jobs(jobs, "default");
  for (size_t i = 0; i < jobs; ++i) {
    pipeline->submit(all[i]);
    if ((i + 1) % between_kills != 0)
      continue;
    // It has some of these in hand or before it; a source that it died under once is done before
    // the next kill.
    pid_t analyser = -1;
    REQUIRE(eventually([&] { return (analyser = find_analyser(*pipeline)) > 0; }));
    kill(analyser, SIGKILL);
    pipeline->wait_for_count(i + 1);
  }
  check_all_succeeded(*pipeline, jobs);
  CHECK(pipeline->run({{"code", "import os"}})["status"] == "rejected");
}

TEST_CASE("a job under which what runs it dies three times is given up", "[faults]") {
  auto pipeline = make_pipeline({.slots = 1});
  const auto id = pipeline->submit(
      {{"code", "import time\ntime.sleep(50)"}, {"limits", {{"timeout_seconds", 60}}}});
  pid_t last = -1;
  for (int death = 1; death <= 3; ++death) {
    pid_t outer = -1;
    REQUIRE(eventually([&] {
      const auto runners = pipeline->assembly().runner_pids();
      outer = runners.size() == 1 ? runners[0] : -1;
      return outer > 0 && outer != last && runs_program(outer);
    }));
    kill(death == 2 ? jailed_process_of(outer) : outer, SIGKILL);
    last = outer;
  }
  const auto result = pipeline->wait_for(id);
  INFO(shown(result));
  CHECK(result["status"] == "failed");
  CHECK(result["error_type"] == "SandboxError");
  CHECK(result["exit_code"] == nullptr);
  CHECK(result["error_message"].get<std::string>().find("3 times") != std::string::npos);
  CHECK(pipeline->run({{"code", "6 * 7"}})["return_value"] == 42);
}

TEST_CASE("a runner that never reports has its program timed out, not run again", "[faults]") {
  auto pipeline = make_pipeline({.slots = 1});
  const auto id = pipeline->submit({{"profile", "open"},
                                    {"code", "import time\nprint('begun', flush=True)\n"
                                             "time.sleep(60)"},
                                    {"limits", {{"timeout_seconds", 0.5}}}});
  pid_t outer = -1;
  REQUIRE(eventually([&] {
    const auto runners = pipeline->assembly().runner_pids();
    outer = runners.empty() ? -1 : runners.front();
    return outer > 0 && runs_program(outer);
  }));
  kill(jailed_process_of(outer), SIGSTOP);
  const auto result = pipeline->wait_for(id);
  INFO(shown(result));
  CHECK(result["status"] == "timed_out");
  CHECK(result["exit_code"] == 137);
  CHECK(pipeline->run({{"profile", "open"}, {"code", "6 * 7"}})["return_value"] == 42);
}

TEST_CASE("zygotes that are killed take their runners along and cost no job its result",
          "[faults]") {
  constexpr size_t jobs = 300;
  constexpr size_t kills = 6;
  auto pipeline = make_pipeline();
  for (const auto& job : many_jobs(jobs, "default"))
    pipeline->submit(job);
  for (size_t kill_number = 1; kill_number <= kills; ++kill_number) {
    pipeline->wait_for_count(kill_number * jobs / (kills + 2));
    const auto zygotes = children_of(getpid());
    REQUIRE(!zygotes.empty());
    const auto zygote = zygotes[kill_number % zygotes.size()];
    const auto forked = descendants_of(zygote);
    kill(zygote, SIGKILL);
    CHECK(eventually([&] { return std::ranges::none_of(forked, is_alive); }));
  }
  check_all_succeeded(*pipeline, jobs);
}

TEST_CASE("a source under which the analyser dies is checked by another", "[faults]") {
  auto pipeline = make_pipeline({.slots = 1});
  pipeline->run({{"code", "1"}});
  const auto first = find_analyser(*pipeline);
  REQUIRE(first > 0);
  // Stopped, so that it has the source in hand when it dies.
  kill(jailed_process_of(first), SIGSTOP);
  const auto id = pipeline->submit({{"code", "2"}});
  kill(first, SIGKILL);
  CHECK(pipeline->wait_for(id)["return_value"] == 2);
  CHECK(find_analyser(*pipeline) != first);
}

TEST_CASE("when a pipeline ends nothing of it is left", "[faults]") {
  const auto mounts_before = mounts();
  const auto children_before = children_of(getpid());
  auto pipeline = make_pipeline();
  const auto first_uid = pipeline->first_uid();
  const auto uids = pipeline->uid_count();
  pipeline->run_all(
      {{{"id", "a"}, {"code", "1"}}, {{"id", "b"}, {"profile", "open"}, {"code", "1"}}});
  // Busy to the last moment, with children of their own.
  for (int i = 0; i < 4; ++i)
    pipeline->submit(
        {{"profile", "open"}, {"code", "import os, time\nos.fork()\nos.fork()\ntime.sleep(60)"}});
  if (first_uid != 0) {
    CHECK(eventually([&] { return processes_of_users(first_uid, uids).size() > 8; }));
    // How many depends on which runners are still there for their next job.
    CHECK_FALSE(cgroup_folders_of(getpid()).empty());
  }
  pipeline.reset();
  CHECK(children_of(getpid()) == children_before);
  CHECK(mounts() == mounts_before);
  CHECK(cgroup_folders_of(getpid()).empty());
  if (first_uid != 0)
    CHECK(processes_of_users(first_uid, uids).empty());
}

TEST_CASE("jobs leave no descriptor open", "[faults]") {
  auto pipeline = make_pipeline();
  const auto several = [&](const std::string& prefix, int count) {
    std::vector<json> jobs;
    for (int i = 0; i < count; ++i)
      jobs.push_back({{"id", prefix + std::to_string(i)},
                      {"profile", i % 2 == 0 ? "default" : "open"},
                      {"code", i % 5 == 4 ? "1 / 0" : "print(1)"}});
    pipeline->run_all(jobs);
  };
  // Slots start runners of a profile when they first need one: all of them are there after these.
  several("warm-", 100);
  const auto before = open_descriptors();
  several("more-", 200);
  CHECK(eventually([&] { return open_descriptors() <= before; }));
}

TEST_CASE("runners that die leave no descriptor and no process", "[faults]") {
  auto pipeline = make_pipeline({.slots = 1});
  pipeline->run({{"code", "1"}});
  const auto before = open_descriptors();
  for (int i = 0; i < 10; ++i) {
    // The one before may have answered its last job before its end was seen: then none is left.
    pipeline->run({{"code", "1"}});
    const auto runners = pipeline->assembly().runner_pids();
    REQUIRE(runners.size() == 1);
    kill(runners[0], SIGKILL);
    CHECK(pipeline->run({{"code", "7"}})["return_value"] == 7);
    CHECK(eventually([&] { return pipeline->assembly().runner_pids() != runners; }));
  }
  CHECK(eventually([&] { return open_descriptors() <= before; }));
  // The runner and the analyser; each of the former's jail holds two.
  if (pipeline->first_uid() != 0)
    CHECK(eventually([&] {
      return processes_of_users(pipeline->first_uid(), pipeline->uid_count()).size() <= 5;
    }));
}

} // namespace cordon::test
