// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control_channel.hpp"
#include "forbidden_calls.hpp"
#include "jail/messages.hpp"
#include "job_process.hpp"
#include "pid_namespace.hpp"
#include "slot_cgroup.hpp"
#include "work_folder.hpp"

namespace cordon::runner {

/// What a runner holds open for every job it runs.
struct job_resources {
  /// `statm` is /proc/self/statm of this process, opened while there was a /proc; `forbidden` is
  /// that of its filter.
  static expected<job_resources> open(slot_cgroup cgroup, const io::unique_fd& statm,
                                      forbidden_calls forbidden);

  slot_cgroup cgroup;
  io::unique_fd root;
  io::unique_fd devices;
  int landlock_abi = 0;
  std::vector<uint16_t> ports;     ///< to which programs may connect
  uint64_t base_address_space = 0; ///< bytes
  forbidden_calls forbidden;
  start_record* record = nullptr; ///< shared with each child until its program starts
};

/// A job's report and the memfds that go with it.
struct finished_job {
  jail::report report;
  io::unique_fd verdict;
  io::unique_fd artifacts;
  bool worker_is_gone = false;
};

/// Runs one program in a fresh child inside `inside`, from fork to the last of its processes, and
/// measures it. Watches `channel` for the job's cancel meanwhile.
finished_job run_job(const jail::job_order&, const control_channel::frame& streams, job_resources&,
                     pid_namespace inside, control_channel& channel);

} // namespace cordon::runner
