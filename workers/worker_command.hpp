// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"
#include "configuration.hpp"
#include "intake/jobs_consumer.hpp"
#include "job/health.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace cordon::workers {

/// What a command adds to the worker that it runs. Every function may be empty.
struct worker_hooks {
  const char* command = "cordon worker"; ///< what errors begin with
  /// Once the worker is there, whether or not it can serve yet. `http` is its address, or "".
  std::function<void(const std::string& http)> on_started;
  /// Once, when nothing keeps the worker from serving.
  std::function<void(const std::string& http)> on_ready;
  /// Once, where that takes long: what is wrong, by part.
  std::function<void(const std::map<std::string, std::string>& problems)> on_waiting;
  /// About once a second: what the worker's partitions hold. May say what is wrong in `health`;
  /// false makes the exit code 1.
  std::function<bool(const std::vector<intake::jobs_consumer::partition_view>&,
                     job::health& health)>
      check;
  /// Before a second signal ends the process; on another thread, while all else goes on.
  std::function<void()> before_exit;
};

/// `cordon worker`.
exit_code worker(const worker_options& options);

/// Runs a worker until SIGTERM or SIGINT, which drain it, or until it can't go on: 0 after a drain,
/// 1 where a check failed or jobs outlasted the drain, 2 for a configuration that can't be, 3 where
/// the worker gave up. A second signal ends the process at once, with 130.
exit_code run_worker(const configuration& configuration, const worker_hooks& hooks);

} // namespace cordon::workers
