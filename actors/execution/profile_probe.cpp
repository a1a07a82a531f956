// SPDX-License-Identifier: Apache-2.0
#include "execution/profile_probe.hpp"

#include "job/json_text.hpp"
#include "job/json_write.hpp"
#include "job/log.hpp"

#include <algorithm>
#include <future>

namespace cordon::execution {

namespace {

/// What a runner could not load while it started it does not tell: a program that imports the same
/// modules does. `context` holds their names.
constexpr const char* importing = R"(
def why_not(name):
    try:
        __import__(name)
    except BaseException as e:
        return f'{name}: {type(e).__name__}: {e}'[:500]

[why for why in map(why_not, context['modules']) if why]
)";

std::shared_ptr<job::job> make_probe_job(const job::profile& profile) {
  auto probe = std::make_shared<job::job>();
  probe->id = "probe";
  probe->code = "None";
  probe->profile = profile.name;
  probe->limits = profile.defaults;
  probe->enable_network = !profile.egress.empty();
  return probe;
}

job::job_ptr make_import_job(const job::profile& profile) {
  auto probe = make_probe_job(profile);
  probe->code = importing;
  probe->context_json.clear();
  {
    job::object_writer context(probe->context_json);
    context.array("modules", profile.preload, job::append_json_string);
  }
  probe->limits = profile.ceiling;
  if (!profile.any_import)
    probe->allowed_imports = std::make_shared<const std::vector<std::string>>(profile.preload);
  return probe;
}

std::vector<std::string> read_import_problems(const job::job& job, const expected<outcome>& ended) {
  if (!ended)
    return {ended.error().text()};
  const auto result = make_result(job, *ended);
  if (result.error_type != job::error_type::none)
    return {result.error_message};
  std::vector<std::string> problems;
  if (job::type_of(result.return_value_json) != job::json_type::array)
    return problems;
  job::element_cursor elements(result.return_value_json);
  while (const auto one = elements.next())
    if (job::type_of(*one) == job::json_type::string)
      problems.push_back(job::decode_string(*one));
  return problems;
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

void log_preload_problems(const profile_probe& probe) {
  for (const auto& why : probe.preload_problems)
    job::log_event(job::log_level::warn, "preload_failed",
                   {{"profile", probe.profile}, {"why", why}});
}

std::vector<profile_probe> probe_profiles(io::event_loop& loop, sandbox& sandbox,
                                          const job::profile_map& profiles) {
  uint64_t runs = 0;
  const auto run = [&](const job::job_ptr& job) {
    std::promise<expected<outcome>> ended;
    loop.post([&, number = ++runs] {
      sandbox.run(number, job, [&](expected<outcome> one) { ended.set_value(std::move(one)); });
    });
    return ended.get_future().get();
  };
  std::vector<profile_probe> probes;
  for (const auto& [name, profile] : profiles) {
    auto probe = read_probe(*profile, run(make_probe_job(*profile)));
    if (probe.problem.empty() && profile->names_preload && !profile->preload.empty()) {
      const auto job = make_import_job(*profile);
      probe.preload_problems = read_import_problems(*job, run(job));
    }
    probes.push_back(std::move(probe));
  }
  return probes;
}

} // namespace cordon::execution
