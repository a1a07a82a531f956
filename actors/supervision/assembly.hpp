// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "execution/native_sandbox.hpp"
#include "job/error.hpp"
#include "job/profile.hpp"
#include "job/run.hpp"
#include "publish/result_sink.hpp"
#include "validation/analyser_pool.hpp"

#include <functional>
#include <memory>
#include <string>

namespace cordon::supervision {

/// What an assembled pipeline is made of.
struct assembly_settings {
  execution::native_settings sandbox;
  validation::analyser_settings analysers;
  job::profile_map profiles;
  std::string audit_file; ///< "": no audit
};

/// The whole pipeline between an entry and an exit: the event loop with the sandbox and the
/// analysers on it, the actor system, the stages. Thread-safe once made.
class assembly {
public:
  /// Called from any thread when the pipeline ends by itself: it can't go on, and this is why.
  using on_failure = std::function<void(std::string why)>;

  /// `sink` outlives the assembly.
  static expected<std::unique_ptr<assembly>> make(assembly_settings settings,
                                                  publish::result_sink& sink, on_failure failed);
  /// Kills what runs, and ends everything. What was not published is forgotten.
  ~assembly();

  /// Sends a job, or a rejection, on its way.
  void submit(job::submission submission);

  /// Writes the audit to the disk; the first error of all.
  expected<void> close_audit();

  io::event_loop& loop();

  /// Outer processes of the runners at hand.
  std::vector<pid_t> runner_pids();

private:
  struct parts;
  explicit assembly(std::unique_ptr<parts>);

  std::unique_ptr<parts> parts_;
};

} // namespace cordon::supervision
