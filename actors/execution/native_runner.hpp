// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "egress/gate.hpp"
#include "execution/output_pipe.hpp"
#include "execution/sandbox.hpp"
#include "io/event_loop.hpp"
#include "jail/jailed_process.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace cordon::execution {

/// How long a runner is waited for.
struct runner_patience {
  std::chrono::milliseconds warm_up = std::chrono::seconds(30); ///< later it never will be warm
  std::chrono::milliseconds report = std::chrono::seconds(5);   ///< after its program's deadline
  /// For reports that came while this process itself did not run.
  std::chrono::milliseconds last_call = std::chrono::seconds(1);
};

/// One warm runner: a jailed interpreter that forks once a job. Takes one job at a time. Loop's
/// thread only.
class native_runner {
public:
  struct start_settings {
    std::shared_ptr<jail::zygote> zygote;
    jail::setup setup;
    std::vector<io::unique_fd> cgroup_files;
    egress::tally* egress = nullptr;          ///< set where the set-up has listeners
    std::vector<std::string> required_layers; ///< without one of these the runner serves nobody
    runner_patience patience = {};
  };

  /// Called when the runner is of no use any more, before its job, if it holds one, is answered. It
  /// may not destroy the runner: it posts that to the loop.
  using death_callback = std::function<void(const native_runner&)>;

  native_runner(io::event_loop& loop, death_callback on_death);

  expected<void> start(start_settings settings);

  /// Hands the runner a job, warm or not yet; none may be in hand.
  void run(uint64_t run, job::job_ptr job, sandbox::on_done done);

  /// Kills the job in hand; its answer says cancelled.
  void cancel();

  bool busy() const { return current_.has_value(); }
  uint64_t current_run() const { return current_ ? current_->run : 0; }
  uint32_t jobs_done() const { return jobs_done_; }
  /// Outer process of the jail; -1 before the start.
  pid_t pid() const { return process_ ? process_->pid() : -1; }

private:
  struct job_in_hand {
    uint64_t run;
    job::job_ptr job;
    sandbox::on_done done;
    std::unique_ptr<output_pipe> out;
    std::unique_ptr<output_pipe> err;
    bool is_cancelled = false;
    std::chrono::steady_clock::time_point sent{}; ///< to the runner
  };

  void ready(jail::ready ready, std::vector<io::unique_fd> doors);
  bool make_gate(std::vector<io::unique_fd> doors);
  void start_current();
  void frame(std::string_view body, std::vector<io::unique_fd> fds);
  void finish(const jail::report& report, const std::vector<io::unique_fd>& fds);
  void expect_answer_within(std::chrono::milliseconds time);
  void be_overdue();
  void answer(expected<outcome> result);
  void die(error why);
  void end(const error& why, expected<outcome> of_its_job);

  io::event_loop& loop_;
  death_callback on_death_;
  std::unique_ptr<jail::jailed_process> process_;
  std::vector<jail::listener> listeners_;
  egress::tally* egress_ = nullptr;
  std::unique_ptr<egress::gate> gate_; ///< where programs have a network
  std::vector<std::string> required_layers_;
  runner_patience patience_;
  std::vector<std::string> allowed_imports_; ///< what the runner was set up with
  std::vector<std::string> layers_;
  std::optional<job_in_hand> current_;
  io::timer overdue_;
  bool warm_ = false;
  bool is_last_call_ = false;
  bool dead_ = false;
  uint32_t jobs_done_ = 0;
};

} // namespace cordon::execution
