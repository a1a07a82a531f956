// SPDX-License-Identifier: Apache-2.0
#include "execution/profile_probe.hpp"

#include <algorithm>
#include <future>

namespace cordon::execution {

namespace {

job::job_ptr make_probe_job(const job::profile& profile) {
  auto probe = std::make_shared<job::job>();
  probe->id = "probe";
  probe->code = "None";
  probe->profile = profile.name;
  probe->limits = profile.defaults;
  probe->enable_network = !profile.egress.empty();
  return probe;
}

profile_probe read_probe(const job::profile& profile, const expected<outcome>& ended) {
  profile_probe probe{profile.name, {}, profile.require, ""};
  if (!ended)
    probe.problem = ended.error().text();
  else if (ended->ending == jail::ending::not_started)
    probe.problem = ended->problem;
  else
    probe.layers = ended->sandbox.layers;
  return probe;
}

} // namespace

bool profile_probe::ok() const {
  return problem.empty() && std::all_of(required.begin(), required.end(), [&](const auto& layer) {
           return std::find(layers.begin(), layers.end(), layer) != layers.end();
         });
}

std::vector<profile_probe> probe_profiles(io::event_loop& loop, sandbox& sandbox,
                                          const job::profile_map& profiles) {
  std::vector<profile_probe> probes;
  for (const auto& [name, profile] : profiles) {
    std::promise<profile_probe> answer;
    loop.post([&, number = probes.size() + 1] {
      sandbox.run(number, make_probe_job(*profile), [&](const expected<outcome>& ended) {
        answer.set_value(read_probe(*profile, ended));
      });
    });
    probes.push_back(answer.get_future().get());
  }
  return probes;
}

} // namespace cordon::execution
