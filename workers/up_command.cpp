// SPDX-License-Identifier: Apache-2.0
#include "up_command.hpp"

#include "client_configuration.hpp"
#include "configuration.hpp"
#include "delay/ladder.hpp"
#include "embedded_broker.hpp"
#include "job/log.hpp"
#include "low_watermark_watch.hpp"
#include "printable.hpp"
#include "private_redis.hpp"
#include "run_file.hpp"
#include "worker_command.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <map>
#include <mutex>
#include <optional>
#include <unistd.h>

namespace cordon::workers {

namespace {

constexpr int32_t jobs_partitions = 4;
constexpr const char* health_part = "embedded_broker";
constexpr const char* command = "cordon up";

/// The topics that the configuration names; the embedded broker creates others as they are used.
std::vector<broker_topic> topics_of(const configuration& configuration) {
  const auto& publish = configuration.publish;
  const std::string& jobs = configuration.intake.jobs_topic;
  std::vector<broker_topic> topics{{jobs, jobs_partitions}};
  const auto add = [&topics](const std::string& name) {
    const auto is_same = [&name](const broker_topic& topic) { return topic.name == name; };
    if (!name.empty() && name.find('*') == std::string::npos
        && std::ranges::none_of(topics, is_same))
      topics.push_back({name, 1});
  };
  for (const auto& name : {configuration.intake.control_topic, publish.reply_topic,
                           publish.events_topic, publish.audit_topic})
    add(name);
  add(publish.dead_letter_topic.empty() ? jobs + "-dlt" : publish.dead_letter_topic);
  std::ranges::for_each(publish.reply_topics, add);
  std::ranges::for_each(delay::ladder(jobs).topics(), add);
  return topics;
}

/// What runs beside the worker for as long as it does.
struct companions {
  embedded_broker broker;
  std::optional<private_redis> redis; ///< none where the configuration names another
};

/// For a person who waits; nothing in a pipe.
void tell_starting(const configuration& configuration) {
  if (isatty(STDERR_FILENO) != 0)
    std::fprintf(stderr,
                 "%s: starting an embedded broker%s and a worker; this takes some seconds\n",
                 command, configuration.names_redis ? "" : ", a private Redis");
}

expected<companions> start_companions(const configuration& configuration) {
  tell_starting(configuration);
  auto broker = embedded_broker::start(topics_of(configuration));
  if (!broker)
    return tl::unexpected<error>(broker.error());
  companions started{*std::move(broker), std::nullopt};
  if (configuration.names_redis)
    return started;
  auto redis = private_redis::start();
  if (!redis)
    return tl::unexpected<error>(redis.error());
  started.redis.emplace(*std::move(redis));
  return started;
}

/// Puts the companions in their place.
void use(const companions& started, configuration& into) {
  into.kafka["bootstrap.servers"] = started.broker.bootstrap();
  into.publish.delivery = "at-least-once";
  // A fetch that finds nothing waits this out at the embedded broker, whatever comes meanwhile.
  into.kafka.try_emplace("fetch.wait.max.ms", "20");
  if (started.redis)
    into.session.redis = started.redis->address();
}

/// The run file, which goes with this process. Thread-safe: a second signal comes at any time.
class run_file_of_ours {
public:
  void write(const run_file& content) {
    std::lock_guard lock(mutex_);
    if (is_gone_)
      return;
    if (const auto written = write_run_file(content); !written)
      std::fprintf(stderr, "%s: submit, result and cancel won't find this broker: %s\n", command,
                   written.error().text().c_str());
  }

  void remove() {
    std::lock_guard lock(mutex_);
    is_gone_ = true;
    remove_run_file(getpid());
  }

private:
  std::mutex mutex_;
  bool is_gone_ = false; ///< not to be written any more
};

/// Tells people where everything is.
void announce(const configuration& configuration, const std::string& http) {
  const std::string bootstrap = brokers_of(configuration);
  std::printf("Serving jobs from the topic %s of the broker %s\n",
              configuration.intake.jobs_topic.c_str(), bootstrap.c_str());
  std::printf("Replies are on the topic %s\n", configuration.publish.reply_topic.c_str());
  if (!http.empty())
    std::printf("Health and metrics are at http://%s/readyz and /metrics\n", http.c_str());
  std::printf("In another terminal: cordon submit PROGRAM.py. Ctrl-C ends all of it.\n"
              "For trying out only: %s.\n",
              embedded_broker_bounds);
  std::fflush(stdout);
}

void tell_waiting(const std::map<std::string, std::string>& problems) {
  for (const auto& [part, why] : problems)
    std::fprintf(stderr, "%s: not ready yet, %s: %s\n", command, part.c_str(),
                 printable(why).c_str());
}

/// Clients find one `cordon up` only: a second one would hide the first from them.
expected<void> check_alone() {
  const auto other = read_run_file();
  if (!other)
    return {};
  return fail(errc::bad_input,
              "another cordon up runs, process " + std::to_string(other->pid) + ", with the broker "
                  + other->bootstrap + "; use that one, or end it first. If this process is none, "
                  + "remove the file",
              run_file_path());
}

/// Looks after the companions while the worker runs.
class caretaker {
public:
  caretaker(companions& kept, low_watermark_watch watch) : kept_(kept), watch_(std::move(watch)) {}

  /// False where jobs were lost, or a companion is gone: then the worker is told to end.
  bool check(const std::vector<low_watermark_watch::view>& partitions, job::health& health) {
    if (const char* gone = find_gone(); gone != nullptr) {
      end_for(gone, health);
      return false;
    }
    const auto lost = watch_.look(partitions);
    for (const auto& range : lost)
      tell(range, health);
    return lost.empty();
  }

private:
  const char* find_gone() {
    if (!kept_.broker.is_alive())
      return "the embedded broker died";
    return kept_.redis && !kept_.redis->is_alive() ? "the private Redis died" : nullptr;
  }

  void end_for(const char* gone, job::health& health) {
    health.set(health_part, gone);
    if (is_ending_)
      return;
    is_ending_ = true;
    job::log_event(job::log_level::error, "companion_died", {{"why", gone}});
    kill(getpid(), SIGTERM);
  }

  static void tell(const lost_range& range, job::health& health) {
    const auto first = std::to_string(range.first), end = std::to_string(range.end);
    const auto partition = std::to_string(range.partition);
    job::log_event(job::log_level::error, "jobs_lost",
                   {{"topic", range.topic},
                    {"partition", partition},
                    {"first_offset", first},
                    {"end_offset", end},
                    {"why", embedded_broker_bounds}});
    health.set(health_part, "it dropped jobs that were not done, the last at offsets " + first
                                + " up to " + end + " of partition " + partition);
  }

  companions& kept_;
  low_watermark_watch watch_;
  bool is_ending_ = false;
};

exit_code serve(const configuration& configuration, companions& started) {
  auto low = ask_for_low_watermarks(configuration.kafka);
  if (!low)
    return complain(low.error(), exit_code::usage, command);
  caretaker care(started, low_watermark_watch(*std::move(low)));
  run_file_of_ours file;
  worker_hooks hooks;
  hooks.command = command;
  hooks.on_ready = [&](const std::string& http) {
    file.write({getpid(), brokers_of(configuration), configuration.session.redis, http});
    announce(configuration, http);
  };
  hooks.on_waiting = tell_waiting;
  hooks.check = [&](const auto& partitions, job::health& health) {
    return care.check(partitions, health);
  };
  // The kernel ends the companions with this process.
  hooks.before_exit = [&] {
    file.remove();
    if (started.redis)
      started.redis->folder().remove();
  };
  const auto code = run_worker(configuration, hooks);
  file.remove();
  return code;
}

} // namespace

exit_code up(const up_options& options) {
  auto configuration = load_configuration({.file = options.configuration.config_file,
                                           .environment = cordon_environment(),
                                           .flags = options.configuration.settings});
  if (!configuration)
    return complain(configuration.error(), exit_code::usage, command);
  if (configuration->names_broker)
    return complain({errc::bad_input,
                     "cordon up brings a broker of its own; leave this out, or use cordon worker",
                     "kafka.bootstrap.servers"},
                    exit_code::usage, command);
  if (configuration->names_delivery && configuration->publish.delivery != "at-least-once")
    return complain({errc::bad_input,
                     "the broker of cordon up has no transactions: its delivery is at-least-once; "
                     "leave this out, or use cordon worker with a real broker",
                     "publish.delivery"},
                    exit_code::usage, command);
  job::set_log_level(configuration->log_level);
  if (const auto alone = check_alone(); !alone)
    return complain(alone.error(), exit_code::unavailable, command);
  auto started = start_companions(*configuration);
  if (!started)
    return complain(started.error(), exit_code::unavailable, command);
  use(*started, *configuration);
  return serve(*configuration, *started);
}

} // namespace cordon::workers
