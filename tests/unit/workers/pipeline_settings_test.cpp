// SPDX-License-Identifier: Apache-2.0
#include "pipeline_settings.hpp"

#include <catch2/catch_test_macros.hpp>
#include <unistd.h>

using namespace cordon;
using namespace cordon::workers;

namespace {

configuration sample() {
  configuration c;
  c.slots = 8;
  c.audit_file = "audit.jsonl";
  c.profiles = job::builtin_profiles();
  c.execution.runner = "bin/cordon-runner";
  c.execution.jobs_per_runner = 17;
  c.execution.runner_lifetime = std::chrono::seconds(99);
  c.execution.uids = {300'000, 500};
  c.execution.cgroup_root = "jobs";
  return c;
}

} // namespace

TEST_CASE("the configuration reaches the sandbox and the analysers",
          "[workers][pipeline_settings]") {
  const auto settings = make_pipeline_settings(sample());
  CHECK(settings.audit_file == "audit.jsonl");
  CHECK(settings.profiles.size() == 3);
  CHECK(settings.sandbox.runner_program == "bin/cordon-runner");
  CHECK(settings.sandbox.slots == 8);
  CHECK(settings.sandbox.jobs_per_runner == 17);
  CHECK(settings.sandbox.runner_lifetime == std::chrono::seconds(99));
  CHECK(settings.sandbox.cgroup_root == "jobs");
  CHECK(settings.analysers.runner_program == "bin/cordon-runner");
}

TEST_CASE("two analysers serve any number of slots, one serves one",
          "[workers][pipeline_settings]") {
  auto configuration = sample();
  CHECK(make_pipeline_settings(configuration).analysers.analysers == 2);
  configuration.slots = 1;
  CHECK(make_pipeline_settings(configuration).analysers.analysers == 1);
}

TEST_CASE("started as root, slots and analysers have host users of their own, else none",
          "[workers][pipeline_settings]") {
  const auto settings = make_pipeline_settings(sample());
  const bool is_root = geteuid() == 0;
  CHECK(settings.sandbox.first_uid == (is_root ? 300'000 : 0));
  CHECK(settings.analysers.first_uid == (is_root ? 300'008 : 0));
}
