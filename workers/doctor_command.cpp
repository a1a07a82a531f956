// SPDX-License-Identifier: Apache-2.0
#include "doctor_command.hpp"

#include "execution/native_sandbox.hpp"
#include "layer_report.hpp"
#include "pipeline_settings.hpp"

#include <cstdio>
#include <cstdlib>
#include <future>
#include <unistd.h>

namespace cordon::workers {

namespace {

/// The smallest program, with the profile's defaults and its network, where it has one.
job::job_ptr make_probe_job(const job::profile& profile) {
  auto probe = std::make_shared<job::job>();
  probe->id = "doctor";
  probe->code = "None";
  probe->profile = profile.name;
  probe->limits = profile.defaults;
  probe->enable_network = !profile.egress.empty();
  return probe;
}

profile_probe read_probe(const job::profile& profile, const expected<execution::outcome>& ended) {
  profile_probe probe{profile.name, {}, profile.require, ""};
  if (!ended)
    probe.problem = ended.error().text();
  else if (ended->ending == jail::ending::not_started)
    probe.problem = ended->problem;
  else
    probe.layers = ended->sandbox.layers;
  return probe;
}

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
  report.is_root = geteuid() == 0;
  io::event_loop loop;
  std::unique_ptr<execution::native_sandbox> sandbox;
  loop.run_and_wait([&] {
    sandbox = std::make_unique<execution::native_sandbox>(
        loop, make_pipeline_settings(configuration).sandbox,
        without_requirements(configuration.profiles));
    report.cgroup_problem = sandbox->cgroup_problem();
  });
  uint64_t number = 0;
  for (const auto& [name, profile] : configuration.profiles) {
    std::promise<profile_probe> answer;
    loop.post([&, number = ++number] {
      sandbox->run(number, make_probe_job(*profile),
                   [&](const expected<execution::outcome>& ended) {
                     answer.set_value(read_probe(*profile, ended));
                   });
    });
    report.probes.push_back(answer.get_future().get());
  }
  loop.run_and_wait([&] { sandbox.reset(); });
  return report;
}

} // namespace

exit_code doctor(const doctor_options& options) {
  const auto configuration = load_configuration({.file = options.configuration.config_file,
                                                 .environment = cordon_environment(),
                                                 .flags = options.configuration.settings});
  if (!configuration) {
    std::fprintf(stderr, "cordon: %s\n", configuration.error().text().c_str());
    return exit_code::usage;
  }
  const auto report = examine(*configuration);
  const bool colours = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  std::fputs((options.json ? to_json(report) + '\n' : to_table(report, colours)).c_str(), stdout);
  return report.ok() ? exit_code::succeeded : exit_code::not_succeeded;
}

} // namespace cordon::workers
