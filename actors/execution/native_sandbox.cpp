// SPDX-License-Identifier: Apache-2.0
#include "execution/native_sandbox.hpp"

#include "job/log.hpp"

#include <algorithm>

namespace cordon::execution {

namespace {

jail::setup make_setup(const job::profile& profile, bool has_network, uint32_t host_uid) {
  jail::setup setup;
  setup.role = jail::role::run;
  setup.host_uid = host_uid;
  setup.any_import = profile.any_import;
  setup.programs_fork = profile.ceiling.max_processes > 1;
  if (profile.allowed_imports)
    setup.allowed_imports = *profile.allowed_imports;
  setup.preload = profile.preload;
  setup.packages = profile.packages;
  if (has_network)
    setup.listeners = jail::plan_listeners(profile.egress);
  return setup;
}

} // namespace

native_sandbox::native_sandbox(io::event_loop& loop, native_settings settings,
                               job::profile_map profiles)
    : loop_(loop), settings_(std::move(settings)), runner_image_(settings_.runner_program),
      profiles_(std::move(profiles)), nursery_(jail::nursery::make(loop, runner_image_.path())) {
  slots_.resize(settings_.slots);
  for (uint32_t i = 0; i < settings_.slots; ++i)
    slots_[i].index = i;
  if (auto tree = jail::cgroup_tree::make(settings_.cgroup_root))
    cgroups_ = std::move(*tree);
  else
    cgroup_problem_ = tree.error().text();
  if (!cgroup_problem_.empty())
    job::log_event(settings_.cgroup_root.empty() ? job::log_level::info : job::log_level::warn,
                   "cgroups_unavailable", {{"why", cgroup_problem_}});
}

native_sandbox::~native_sandbox() {
  for (auto& slot : slots_)
    slot.runners.clear();
}

void native_sandbox::run(uint64_t run, job::job_ptr job, on_done done) {
  line_.push_back({run, std::move(job), std::move(done)});
  serve_line();
}

void native_sandbox::cancel(uint64_t run) {
  const auto waiting = std::ranges::find(line_, run, &waiting_job::run);
  if (waiting != line_.end()) {
    const auto done = std::move(waiting->done);
    line_.erase(waiting);
    outcome cancelled;
    cancelled.ending = jail::ending::cancelled;
    return done(std::move(cancelled));
  }
  for (auto& slot : slots_)
    for (auto& [key, warm] : slot.runners)
      if (warm.runner->busy() && warm.runner->current_run() == run)
        return warm.runner->cancel();
}

native_sandbox::runner_key native_sandbox::key_of(const job::job& job) {
  return {job.profile, job.enable_network};
}

native_sandbox::slot_state* native_sandbox::free_slot_for(const runner_key& key) {
  slot_state* any = nullptr;
  for (auto& slot : slots_) {
    if (slot.busy)
      continue;
    if (const auto at = slot.runners.find(key);
        at != slot.runners.end() && !is_over_age(at->second))
      return &slot;
    any = any ? any : &slot;
  }
  return any;
}

void native_sandbox::serve_line() {
  while (!line_.empty()) {
    auto* slot = free_slot_for(key_of(*line_.front().job));
    if (!slot)
      return;
    auto next = std::move(line_.front());
    line_.pop_front();
    assign(*slot, std::move(next));
  }
}

void native_sandbox::assign(slot_state& slot, waiting_job next) {
  const auto key = key_of(*next.job);
  auto runner = runner_of(slot, key);
  if (!runner)
    return next.done(tl::unexpected<error>(runner.error()));
  slot.busy = true;
  ++busy_slots_;
  (*runner)->run(next.run, std::move(next.job),
                 [this, &slot, key, done = std::move(next.done)](expected<outcome> result) {
                   slot.busy = false;
                   --busy_slots_;
                   // First, as whoever is answered may have the next job ready.
                   renew_if_worn(slot, key);
                   done(std::move(result));
                   serve_line();
                 });
}

expected<native_runner*> native_sandbox::runner_of(slot_state& slot, const runner_key& key) {
  if (const auto at = slot.runners.find(key); at != slot.runners.end() && !is_over_age(at->second))
    return at->second.runner.get();
  // No job will use those any more, and each keeps its zygote.
  drop_idle_over_age();
  const auto profile = profiles_.find(key.profile);
  if (profile == profiles_.end())
    return fail(errc::bad_input, "no such profile: " + key.profile, "profile");
  auto runner = std::make_unique<native_runner>(
      loop_, [this, &slot](const native_runner& dead) { drop_runner(slot, dead); });
  const auto parent = start_runner(slot, *profile->second, key.has_network, *runner);
  if (!parent)
    return tl::unexpected<error>(parent.error());
  auto* warm = runner.get();
  slot.runners[key] = {std::move(runner), std::chrono::steady_clock::now(), *parent};
  return warm;
}

jail::zygote_supply& native_sandbox::zygotes_of(const job::profile& profile) {
  // With a network or without is another runner.
  const auto places = settings_.slots * (profile.egress.empty() ? 1 : 2);
  return zygotes_.try_emplace(profile.name, places).first->second;
}

expected<const jail::zygote*> native_sandbox::start_runner(slot_state& slot,
                                                           const job::profile& profile,
                                                           bool has_network,
                                                           native_runner& runner) {
  const uint32_t uid = settings_.first_uid == 0 ? 0 : settings_.first_uid + slot.index;
  native_runner::start_settings start{
      nullptr, make_setup(profile, has_network, uid), {}, &egress_, profile.require};
  if (cgroups_) {
    // No profile's name has a dot in it.
    auto leaf = cgroups_->open_leaf(free_leaf("slot-" + std::to_string(slot.index) + '-'
                                              + profile.name + (has_network ? ".network" : "")),
                                    uid);
    if (!leaf)
      return tl::unexpected<error>(leaf.error());
    start.setup.cgroup_files = std::move(leaf->files);
    start.cgroup_files = std::move(leaf->fds);
  }
  auto zygote =
      zygotes_of(profile).at_hand(*nursery_, make_setup(profile, false, settings_.first_uid));
  if (!zygote)
    return tl::unexpected<error>(zygote.error());
  const auto* parent = zygote->get();
  start.zygote = std::move(*zygote);
  return runner.start(std::move(start)).map([parent] { return parent; });
}

/// What an earlier program left may be still dying there, and would count against the next one.
std::string native_sandbox::free_leaf(const std::string& name) const {
  auto leaf = name;
  for (int next = 2; cgroups_->is_in_use(leaf); ++next)
    leaf = name + '.' + std::to_string(next);
  return leaf;
}

bool native_sandbox::is_over_age(const warm_runner& warm) const {
  return std::chrono::steady_clock::now() - warm.born >= settings_.runner_lifetime;
}

/// Runners of one zygote go together: each that is left would keep it, and its memory.
bool native_sandbox::is_worn(const runner_key& key, const warm_runner& warm) const {
  const auto zygotes = zygotes_.find(key.profile);
  if (zygotes == zygotes_.end() || !zygotes->second.is_current(warm.parent))
    return true;
  return warm.runner->jobs_done() >= settings_.jobs_per_runner || is_over_age(warm);
}

void native_sandbox::renew_if_worn(slot_state& slot, const runner_key& key) {
  const auto at = slot.runners.find(key);
  if (at != slot.runners.end() && is_worn(key, at->second))
    drop_runner(slot, *at->second.runner);
}

void native_sandbox::drop_idle_over_age() {
  for (auto& slot : slots_)
    for (auto at = slot.runners.begin(); at != slot.runners.end();) {
      const auto& warm = at++->second;
      if (!warm.runner->busy() && is_over_age(warm))
        drop_runner(slot, *warm.runner);
    }
}

void native_sandbox::drop_runner(slot_state& slot, const native_runner& runner) {
  const auto at =
      std::find_if(slot.runners.begin(), slot.runners.end(),
                   [&runner](const auto& entry) { return entry.second.runner.get() == &runner; });
  if (at == slot.runners.end())
    return;
  zygotes_.at(at->first.profile).give_up_if_barren(*at->second.parent);
  // It may be the caller: it goes when its callback has returned.
  loop_.post([dropped = std::shared_ptr<native_runner>(std::move(at->second.runner))] {});
  slot.runners.erase(at);
}

std::vector<pid_t> native_sandbox::runner_pids() const {
  std::vector<pid_t> pids;
  for (const auto& slot : slots_)
    for (const auto& [key, warm] : slot.runners)
      if (const auto pid = warm.runner->pid(); pid > 0) // it is born
        pids.push_back(pid);
  return pids;
}

} // namespace cordon::execution
