// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"
#include "configuration.hpp"
#include "intake/jobs_consumer.hpp"
#include "job/health.hpp"

#include <functional>
#include <string>
#include <vector>

namespace cordon::workers {

/// What `cordon up` adds to a worker. Every member may be empty.
struct worker_hooks {
  /// Once the worker is there. `http` is its address, or "".
  std::function<void(const std::string& http)> on_started;
  /// About once a second: what the worker's partitions hold. May say what is wrong in `health`;
  /// false makes the exit code 1.
  std::function<bool(const std::vector<intake::jobs_consumer::partition_view>&,
                     job::health& health)>
      check;
};

/// `cordon worker`.
exit_code worker(const worker_options& options);

/// Runs a worker until SIGTERM or SIGINT, which drain it, or until it can't go on: 0 after a drain,
/// 1 where a check failed or jobs outlasted the drain, 2 for a configuration that can't be, 3 where
/// the worker gave up. A second signal ends the process at once.
exit_code run_worker(const configuration& configuration, const worker_hooks& hooks);

} // namespace cordon::workers
