// SPDX-License-Identifier: Apache-2.0
#include "pipeline_settings.hpp"

#include <algorithm>
#include <unistd.h>

namespace cordon::workers {

namespace {

/// Two look at sources while programs run: one slow source does not hold up all others.
constexpr uint32_t max_analysers = 2;

} // namespace

supervision::assembly_settings make_pipeline_settings(const configuration& configuration) {
  const auto& execution = configuration.execution;
  const bool is_root = geteuid() == 0;
  supervision::assembly_settings settings;
  settings.profiles = configuration.profiles;
  settings.audit_file = configuration.audit_file;
  settings.sandbox.runner_program = execution.runner;
  settings.sandbox.slots = configuration.slots;
  settings.sandbox.jobs_per_runner = execution.jobs_per_runner;
  settings.sandbox.runner_lifetime = execution.runner_lifetime;
  settings.sandbox.cgroup_root = execution.cgroup_root;
  settings.analysers.runner_program = execution.runner;
  settings.analysers.analysers = std::min(configuration.slots, max_analysers);
  if (is_root) {
    settings.sandbox.first_uid = execution.uids.first;
    settings.analysers.first_uid = execution.uids.first + configuration.slots;
  }
  return settings;
}

} // namespace cordon::workers
