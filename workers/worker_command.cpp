// SPDX-License-Identifier: Apache-2.0
#include "worker_command.hpp"

#include "client_configuration.hpp"
#include "host_users.hpp"
#include "http_endpoint.hpp"
#include "job/log.hpp"
#include "jobs_topic_watch.hpp"
#include "pipeline_settings.hpp"
#include "stop_signals.hpp"

#include <condition_variable>
#include <mutex>

namespace cordon::workers {

namespace {

using clock = std::chrono::steady_clock;

constexpr auto check_interval = std::chrono::seconds(1);
/// How often it is looked whether the worker serves, until it does.
constexpr auto look_interval = std::chrono::milliseconds(50);
/// A group's first assignment takes some three seconds.
constexpr auto usual_start = std::chrono::seconds(10);

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

/// Tells the hooks when the worker serves, or that it takes long.
class readiness {
public:
  readiness(const worker_hooks& hooks, std::string http)
      : hooks_(hooks), http_(std::move(http)), is_told_(!hooks.on_ready) {}

  bool is_told() const { return is_told_; }

  void look(const job::health& health) {
    if (is_told_)
      return;
    const auto problems = health.problems();
    if (problems.empty()) {
      is_told_ = true;
      hooks_.on_ready(http_);
    } else if (hooks_.on_waiting && !is_waiting_told_ && clock::now() - start_ > usual_start) {
      is_waiting_told_ = true;
      hooks_.on_waiting(problems);
    }
  }

private:
  const worker_hooks& hooks_;
  std::string http_;
  clock::time_point start_ = clock::now();
  bool is_told_;
  bool is_waiting_told_ = false;
};

/// Waits for the end, and checks meanwhile. False where a check failed.
bool wait_for_end(ending& end, const supervision::worker& worker, job::health& health,
                  const worker_hooks& hooks, readiness ready) {
  bool is_well = true;
  auto next_check = clock::now() + check_interval;
  while (
      !end.wait_for(ready.is_told() ? std::chrono::milliseconds(check_interval) : look_interval)) {
    ready.look(health);
    if (!hooks.check || clock::now() < next_check)
      continue;
    next_check = clock::now() + check_interval;
    is_well = hooks.check(worker.partitions(), health) && is_well;
  }
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

exit_code drain(supervision::worker& worker, const configuration& configuration,
                const char* command) {
  job::log_event(job::log_level::info, "draining");
  const auto left = worker.drain(configuration.drain_timeout);
  if (!left)
    return complain(left.error(), exit_code::sandbox_error, command);
  job::log_event(job::log_level::info, "drained", {{"left", std::to_string(*left)}});
  return *left == 0 ? exit_code::succeeded : exit_code::not_succeeded;
}

/// So that a worker that is well says at least that it is there; hence the level.
void log_start(const configuration& configuration, const std::string& http) {
  job::log_event(job::log_level::warn, "worker_started",
                 {{"version", CORDON_VERSION},
                  {"topic", configuration.intake.jobs_topic},
                  {"group", configuration.intake.group},
                  {"bootstrap_servers", brokers_of(configuration)},
                  {"http", http}});
}

} // namespace

exit_code run_worker(const configuration& configuration, const worker_hooks& hooks) {
  job::health health;
  metrics::metrics metrics;
  ending end;
  const stop_signals signals([&end] { end.by_signal(); }, hooks.before_exit);
  auto own = configuration;
  const auto users = lease_host_users(own); // before the worker: given back when that is gone
  auto worker = supervision::worker::make(
      make_worker_settings(own), health, metrics, [&end](std::string why) {
        job::log_event(job::log_level::error, "worker_failed", {{"why", why}});
        end.by_failure(std::move(why));
      });
  if (!worker)
    return complain(worker.error(), exit_code::usage, hooks.command);
  const auto http = open_http(configuration, metrics, health, end);
  if (!http)
    return complain(http.error(), exit_code::usage, hooks.command);
  if (const auto tried = (*worker)->try_sandbox(); !tried)
    return complain(tried.error(), exit_code::sandbox_error, hooks.command);
  (*worker)->start();
  const std::string address = *http ? (*http)->address() : "";
  if (hooks.on_started)
    hooks.on_started(address);
  const bool is_well = wait_for_end(end, **worker, health, hooks, readiness(hooks, address));
  if (const auto why = end.failure(); !why.empty())
    return complain({errc::system, why, ""}, exit_code::sandbox_error, hooks.command);
  const auto code = drain(**worker, configuration, hooks.command);
  if (const auto why = end.failure(); !why.empty())
    return complain({errc::system, why, ""}, exit_code::sandbox_error, hooks.command);
  return code == exit_code::succeeded && !is_well ? exit_code::not_succeeded : code;
}

exit_code worker(const worker_options& options) {
  const auto configuration = load_configuration({.file = options.configuration.config_file,
                                                 .environment = cordon_environment(),
                                                 .flags = options.configuration.settings});
  worker_hooks hooks;
  if (!configuration)
    return complain(configuration.error(), exit_code::usage, hooks.command);
  job::set_log_level(configuration->log_level);
  jobs_topic_watch jobs_topic(configuration->kafka, configuration->intake.jobs_topic);
  hooks.on_started = [&](const std::string& http) { log_start(*configuration, http); };
  hooks.check = [&](const auto&, job::health& health) {
    jobs_topic.look(health, jobs_topic_watch::clock::now());
    return true;
  };
  return run_worker(*configuration, hooks);
}

} // namespace cordon::workers
