// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "execution/native_runner.hpp"
#include "execution/sandbox.hpp"
#include "jail/cgroup.hpp"
#include "jail/nursery.hpp"
#include "jail/program_image.hpp"
#include "job/profile.hpp"

#include <atomic>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace cordon::execution {

/// How the native sandbox runs programs.
struct native_settings {
  std::string runner_program;                ///< path of cordon-runner
  uint32_t slots = 1;                        ///< programs at the same time
  uint32_t jobs_per_runner = 1'000;          ///< then a runner is renewed
  std::chrono::seconds runner_lifetime{600}; ///< the same by age
  uint32_t first_uid = 0;  ///< host user of slot 0, where started as root; 0: none
  std::string cgroup_root; ///< "": found by itself
};

/// Runs each program in a fork of a warm, jailed interpreter: one runner per profile and slot, one
/// job at a time. Loop's thread only; made and destroyed there.
class native_sandbox : public sandbox {
public:
  native_sandbox(io::event_loop& loop, native_settings settings, job::profile_map profiles);
  ~native_sandbox() override;

  void run(uint64_t run, job::job_ptr job, on_done done) override;
  void cancel(uint64_t run) override;

  /// What zygotes are started from, for others who start some: the sealed copy of the program, or
  /// the program. Lives as long as the sandbox.
  const std::string& runner_program() const { return runner_image_.path(); }

  /// Why there are no cgroups, or "" where there are.
  const std::string& cgroup_problem() const { return cgroup_problem_; }
  /// 1 or 2; 0 where there are none.
  int cgroup_version() const { return cgroups_ ? cgroups_->version() : 0; }

  /// Slots that run a program now. Any thread.
  uint32_t busy_slots() const { return busy_slots_; }

  /// What became of programs' connections. Any thread.
  const egress::tally& egress() const { return egress_; }

  /// Outer processes of the runners at hand, for tests that kill one.
  std::vector<pid_t> runner_pids() const;

private:
  struct waiting_job {
    uint64_t run;
    job::job_ptr job;
    on_done done;
  };

  struct warm_runner {
    std::unique_ptr<native_runner> runner;
    std::chrono::steady_clock::time_point born;
    const jail::zygote* parent = nullptr; ///< lives as long as the runner
  };

  /// Jobs with a network have runners of their own.
  struct runner_key {
    std::string profile;
    bool has_network = false;
    auto operator<=>(const runner_key&) const = default;
  };

  struct slot_state {
    uint32_t index = 0;
    bool busy = false;
    std::map<runner_key, warm_runner> runners;
  };

  static runner_key key_of(const job::job& job);
  slot_state* free_slot_for(const runner_key& key);
  void serve_line();
  void assign(slot_state& slot, waiting_job next);
  expected<native_runner*> runner_of(slot_state& slot, const runner_key& key);
  jail::zygote_supply& zygotes_of(const job::profile& profile);
  expected<const jail::zygote*> start_runner(slot_state& slot, const job::profile& profile,
                                             bool has_network, native_runner& runner);
  std::string free_leaf(const std::string& name) const;
  bool is_over_age(const warm_runner& runner) const;
  bool is_worn(const runner_key& key, const warm_runner& runner) const;
  void renew_if_worn(slot_state& slot, const runner_key& key);
  void drop_idle_over_age();
  void drop_runner(slot_state& slot, const native_runner& runner);

  io::event_loop& loop_;
  native_settings settings_;
  jail::program_image runner_image_;
  job::profile_map profiles_;
  std::unique_ptr<jail::cgroup_tree> cgroups_;
  std::string cgroup_problem_;
  std::shared_ptr<jail::nursery> nursery_;
  std::map<std::string, jail::zygote_supply> zygotes_; ///< by profile
  egress::tally egress_;                               // before slots_, whose runners count in it
  std::vector<slot_state> slots_;
  std::deque<waiting_job> line_;
  std::atomic<uint32_t> busy_slots_{0};
};

} // namespace cordon::execution
