// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"
#include "jail/jailed_process.hpp"
#include "jail/nursery.hpp"
#include "job/job.hpp"
#include "job/profile.hpp"
#include "job/violation.hpp"

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cordon::validation {

/// How sources are analysed.
struct analyser_settings {
  std::string runner_program;             ///< path of cordon-runner, or of an image of it
  uint32_t analysers = 1;                 ///< sources looked at at the same time
  uint32_t sources_per_analyser = 10'000; ///< then an analyser is replaced
  std::chrono::seconds time_limit{20};    ///< for one source; longer is answered as too complex
  uint32_t first_uid = 0;                 ///< host user of the first analyser; 0: none
};

/// Jailed processes that parse sources and walk them, one at a time each; in them no program ever
/// runs. Lives on the event loop's thread: every call and every answer happens there.
class analyser_pool {
public:
  /// What is wrong with the source; nothing where it may run. errc::peer_died when the analyser
  /// went away under it, errc::system when it could not be started.
  using on_done = std::function<void(expected<std::vector<job::validation_violation>>)>;

  analyser_pool(io::event_loop& loop, analyser_settings settings, const job::profile_map& profiles);

  /// Looks at `job->code` with the job's switches and its profile's policy, as soon as an analyser
  /// is free. `run` names it.
  void analyse(uint64_t run, job::job_ptr job, on_done done);

private:
  struct waiting_source {
    uint64_t run;
    job::job_ptr job;
    on_done done;
  };

  struct analyser {
    uint32_t index = 0;
    std::unique_ptr<jail::jailed_process> process;
    std::unique_ptr<io::timer> overdue;
    std::optional<waiting_source> current;
    bool warm = false;
    uint64_t generation = 0; ///< of the process: late news of an earlier one finds nobody
    uint32_t sources_done = 0;
  };

  void serve_line();
  analyser* idle_analyser();
  void assign(analyser& analyser, waiting_source next);
  expected<void> start(analyser& analyser);
  void send_current(analyser& analyser);
  void ready(analyser& analyser, const jail::ready& message);
  void frame(analyser& analyser, std::string_view body);
  void answer(analyser& analyser, expected<std::vector<job::validation_violation>> result);
  void fail_current(analyser& analyser, error why);
  void time_is_up(analyser& analyser);
  void drop_process(analyser& analyser);

  io::event_loop& loop_;
  analyser_settings settings_;
  job::profile_map profiles_;
  std::shared_ptr<jail::nursery> nursery_;
  jail::zygote_supply zygotes_;
  std::map<std::string, uint32_t> policy_index_; ///< by profile
  std::vector<job::source_policy> policies_;
  std::vector<std::unique_ptr<analyser>> analysers_;
  std::deque<waiting_source> line_;
};

} // namespace cordon::validation
