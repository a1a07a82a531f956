// SPDX-License-Identifier: Apache-2.0
#include "worker_command.hpp"

#include "http_endpoint.hpp"
#include "job/log.hpp"
#include "pipeline_settings.hpp"
#include "stop_signals.hpp"

#include <condition_variable>
#include <cstdio>
#include <mutex>

namespace cordon::workers {

namespace {

constexpr auto check_interval = std::chrono::seconds(1);

exit_code complain(const error& problem, exit_code code) {
  std::fprintf(stderr, "cordon worker: %s\n", problem.text().c_str());
  return code;
}

/// What ends a worker: a signal, or its own failure. Thread-safe.
class ending {
public:
  void by_signal() {
    std::lock_guard lock(mutex_);
    is_asked_ = true;
    changed_.notify_all();
  }

  void by_failure(std::string why) {
    std::lock_guard lock(mutex_);
    if (why_.empty())
      why_ = std::move(why);
    changed_.notify_all();
  }

  /// Whether it has come within `patience`.
  bool wait_for(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [this] { return is_asked_ || !why_.empty(); });
  }

  /// Why the worker can't go on; "" where it can.
  std::string failure() const {
    std::lock_guard lock(mutex_);
    return why_;
  }

private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool is_asked_ = false;
  std::string why_;
};

/// Waits for the end, and checks meanwhile. False where a check failed.
bool wait_for_end(ending& end, const supervision::worker& worker, job::health& health,
                  const worker_hooks& hooks) {
  bool is_well = true;
  while (!end.wait_for(check_interval))
    if (hooks.check && !hooks.check(worker.partitions(), health))
      is_well = false;
  return is_well;
}

expected<std::unique_ptr<http_endpoint>> open_http(const configuration& configuration,
                                                   metrics::metrics& metrics, job::health& health,
                                                   const ending& end) {
  if (configuration.http.listen.empty())
    return std::unique_ptr<http_endpoint>();
  return http_endpoint::open(configuration.http.listen,
                             {.metrics = [&metrics] { return metrics.text(); },
                              .problems = [&health] { return health.problems(); },
                              .death = [&end] { return end.failure(); }});
}

exit_code drain(supervision::worker& worker, const configuration& configuration) {
  job::log_event(job::log_level::info, "draining");
  const auto left = worker.drain(configuration.drain_timeout);
  if (!left)
    return complain(left.error(), exit_code::sandbox_error);
  job::log_event(job::log_level::info, "drained", {{"left", std::to_string(*left)}});
  return *left == 0 ? exit_code::succeeded : exit_code::not_succeeded;
}

} // namespace

exit_code run_worker(const configuration& configuration, const worker_hooks& hooks) {
  job::health health;
  metrics::metrics metrics;
  ending end;
  const stop_signals signals([&end] { end.by_signal(); });
  auto worker = supervision::worker::make(
      make_worker_settings(configuration), health, metrics, [&end](std::string why) {
        job::log_event(job::log_level::error, "worker_failed", {{"why", why}});
        end.by_failure(std::move(why));
      });
  if (!worker)
    return complain(worker.error(), exit_code::usage);
  const auto http = open_http(configuration, metrics, health, end);
  if (!http)
    return complain(http.error(), exit_code::usage);
  (*worker)->start();
  if (hooks.on_started)
    hooks.on_started(*http ? (*http)->address() : "");
  const bool is_well = wait_for_end(end, **worker, health, hooks);
  if (const auto why = end.failure(); !why.empty())
    return complain(error{errc::system, why, "", false}, exit_code::sandbox_error);
  const auto code = drain(**worker, configuration);
  if (const auto why = end.failure(); !why.empty())
    return complain(error{errc::system, why, "", false}, exit_code::sandbox_error);
  return code == exit_code::succeeded && !is_well ? exit_code::not_succeeded : code;
}

exit_code worker(const worker_options& options) {
  const auto configuration = load_configuration({.file = options.configuration.config_file,
                                                 .environment = cordon_environment(),
                                                 .flags = options.configuration.settings});
  if (!configuration)
    return complain(configuration.error(), exit_code::usage);
  job::set_log_level(configuration->log_level);
  return run_worker(*configuration, {});
}

} // namespace cordon::workers
