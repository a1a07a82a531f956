// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"
#include "processes.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <thread>

namespace cordon::test {

namespace {

using json = nlohmann::json;

constexpr auto lifetime = std::chrono::seconds(1);

json long_job(double seconds) {
  return {{"profile", "open"},
          {"code", "import time\ntime.sleep(" + std::to_string(seconds) + ")"}};
}

void wait_until_over_age() {
  std::this_thread::sleep_for(lifetime + std::chrono::milliseconds(50));
}

/// Runs two jobs at the same time; the runners of their slots.
std::vector<pid_t> warm_two_slots(pipeline& of) {
  of.run_all({long_job(0.3), long_job(0.3)});
  auto runners = of.assembly().runner_pids();
  REQUIRE(runners.size() == 2);
  return runners;
}

bool are_gone(const std::vector<pid_t>& runners) {
  return std::ranges::none_of(runners, is_alive);
}

} // namespace

TEST_CASE("a runner whose lifetime ended while it was idle runs no program", "[zygote][lifetime]") {
  auto pipeline = make_pipeline({.slots = 1, .runner_lifetime = lifetime});
  CHECK(pipeline->run({{"profile", "open"}, {"code", "1"}})["status"] == "succeeded");
  const auto old = pipeline->assembly().runner_pids();
  REQUIRE(old.size() == 1);
  wait_until_over_age();
  const auto id = pipeline->submit(long_job(1));
  CHECK(eventually([&] {
    const auto now = pipeline->assembly().runner_pids();
    return now.size() == 1 && now != old && descendants_of(now.front()).size() >= 3;
  }));
  CHECK(pipeline->wait_for(id)["status"] == "succeeded");
}

TEST_CASE("idle runners over their age go with the first that is renewed", "[zygote][lifetime]") {
  auto pipeline = make_pipeline({.slots = 2, .runner_lifetime = lifetime});
  const auto old = warm_two_slots(*pipeline);
  wait_until_over_age();
  CHECK(pipeline->run(long_job(0))["status"] == "succeeded");
  CHECK(eventually([&] { return are_gone(old); }));
}

} // namespace cordon::test
