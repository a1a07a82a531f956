// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "execution/native_sandbox.hpp"
#include "execution/profile_probe.hpp"
#include "job/error.hpp"
#include "job/profile.hpp"
#include "job/run.hpp"
#include "publish/result_sink.hpp"
#include "supervision/pipeline_actor.hpp"
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
  std::string audit_file; ///< "": none
  /// Hands audit records on besides; may be empty.
  std::function<void(const std::string& job_id, std::string line)> audit_forward;
  pipeline_options options;
};

/// The whole pipeline between an entry and an exit: the sandbox and the analysers on the event
/// loop, the actor system, the stages. Thread-safe once made.
class assembly {
public:
  /// Called from any thread when the pipeline ends by itself: it can't go on, and this is why.
  using on_failure = std::function<void(std::string why)>;

  /// `loop` and `sink` outlive the assembly.
  static expected<std::unique_ptr<assembly>> make(io::event_loop& loop, assembly_settings settings,
                                                  publish::result_sink& sink, on_failure failed);
  /// Kills what runs, and ends everything. What was not published is forgotten.
  ~assembly();

  /// Tries the sandbox of each of these profiles, see execution::probe_profiles. Before any job.
  std::vector<execution::profile_probe> probe(const job::profile_map& profiles);

  /// Sends a job, or a rejection, on its way.
  void submit(job::submission submission);

  /// Writes the audit to the disk; the first error of all.
  expected<void> close_audit();

  /// Jobs of that user (as job::user_text has it) with that id are not to run, or to run no longer.
  /// Those whose records are later than `until_ms` are others.
  void cancel(std::string user_text, std::string id, int64_t until_ms);
  /// The jobs of that partition are another worker's now.
  void abandon(std::string topic, int32_t partition);

  uint32_t busy_slots() const;
  /// What became of programs' connections. Any thread.
  const egress::tally& egress() const;

  /// Outer processes of the runners at hand.
  std::vector<pid_t> runner_pids();

private:
  struct parts;
  explicit assembly(std::unique_ptr<parts>);

  std::unique_ptr<parts> parts_;
};

} // namespace cordon::supervision
