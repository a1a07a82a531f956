// SPDX-License-Identifier: Apache-2.0
#include "fake_intake_port.hpp"
#include "intake/jobs_consumer.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;

TEST_CASE("properties that a consumer can't have together are an error",
          "[intake][jobs_consumer]") {
  const auto profiles = job::builtin_profiles();
  test::fake_intake_port port;
  const intake::cancellations cancelled;
  job::health health;
  const auto made = intake::jobs_consumer::make(
      {.properties = {{"session.timeout.ms", "6000"}, {"max.poll.interval.ms", "5000"}},
       .topic = "jobs",
       .group = "group",
       .flow = {},
       .requests = {profiles, "replies", {}}},
      port, cancelled, health, [](const std::string&) {});
  REQUIRE_FALSE(made);
  CHECK(made.error().text().find("max.poll.interval.ms") != std::string::npos);
}
