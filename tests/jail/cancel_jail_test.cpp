// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"
#include "processes.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::test {

namespace {

using json = nlohmann::json;

/// Whether one of this process's programs sleeps in Python's time.sleep.
bool one_sleeps() {
  const auto all = descendants_of(getpid());
  return std::ranges::any_of(all, [](pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/syscall");
    long call = -1;
    return file >> call && call == SYS_clock_nanosleep;
  });
}

json sleeping(const char* id) {
  return {{"id", id},
          {"profile", "open"},
          {"limits", {{"timeout_seconds", 50}}},
          {"code", "import time\nopen('left', 'w').write('l')\nprint('so far', flush=True)\n"
                   "time.sleep(40)\n"}};
}

constexpr int64_t all_times = INT64_MAX;

} // namespace

TEST_CASE("a job that is cancelled while it runs has what it printed and how long it ran",
          "[cancel]") {
  end_shared_pipeline();
  const auto one = make_pipeline({.slots = 1});
  one->submit(sleeping("runs"));
  one->submit(sleeping("waits"));
  REQUIRE(eventually(one_sleeps));
  one->assembly().cancel("", "waits", all_times);
  const auto waits = one->wait_for("waits");
  CHECK(waits["status"] == "cancelled");
  CHECK(waits["exit_code"] == nullptr);
  CHECK(waits["execution_time_seconds"] == 0);
  one->assembly().cancel("", "runs", all_times);
  const auto runs = one->wait_for("runs");
  INFO(shown(runs));
  CHECK(runs["status"] == "cancelled");
  CHECK(runs["error_type"] == "CancelledError");
  CHECK(runs["stdout"] == "so far\n");
  CHECK(runs["artifacts"].size() == 1);
  CHECK(runs["exit_code"] == 137);
  CHECK(runs["execution_time_seconds"] > 0);
  CHECK(runs["execution_time_seconds"] < 30);
  CHECK(!runs["sandbox_metadata"]["layers"].empty());
  CHECK_FALSE(one_sleeps());
  CHECK(one->duplicates() == 0);
}

} // namespace cordon::test
