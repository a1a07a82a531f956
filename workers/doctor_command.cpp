// SPDX-License-Identifier: Apache-2.0
#include "doctor_command.hpp"

#include "execution/native_sandbox.hpp"
#include "host_users.hpp"
#include "layer_report.hpp"
#include "pipeline_settings.hpp"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace cordon::workers {

namespace {

/// Profiles without their demands: what is missing is to be shown, not to be refused.
job::profile_map without_requirements(const job::profile_map& profiles) {
  job::profile_map lenient;
  for (const auto& [name, profile] : profiles) {
    auto copy = std::make_shared<job::profile>(*profile);
    copy->require.clear();
    lenient[name] = std::move(copy);
  }
  return lenient;
}

layer_report examine(const configuration& configuration) {
  layer_report report;
  report.machine = look_at_machine();
  io::event_loop loop;
  std::unique_ptr<execution::native_sandbox> sandbox;
  loop.run_and_wait([&] {
    sandbox = std::make_unique<execution::native_sandbox>(
        loop, make_pipeline_settings(configuration).sandbox,
        without_requirements(configuration.profiles));
    report.cgroup_problem = sandbox->cgroup_problem();
    report.cgroup_version = sandbox->cgroup_version();
  });
  report.probes = execution::probe_profiles(loop, *sandbox, configuration.profiles);
  loop.run_and_wait([&] { sandbox.reset(); });
  return report;
}

} // namespace

exit_code doctor(const doctor_options& options) {
  auto configuration = load_configuration({.file = options.configuration.config_file,
                                           .environment = cordon_environment(),
                                           .flags = options.configuration.settings});
  if (!configuration) {
    std::fprintf(stderr, "cordon: %s\n", configuration.error().text().c_str());
    return exit_code::usage;
  }
  const auto users = lease_host_users(*configuration);
  const auto report = examine(*configuration);
  const bool colours = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  std::fputs((options.json ? to_json(report) + '\n' : to_table(report, colours)).c_str(), stdout);
  return report.ok() ? exit_code::succeeded : exit_code::not_succeeded;
}

} // namespace cordon::workers
