// SPDX-License-Identifier: Apache-2.0
#include "supervision/worker.hpp"

#include "delay/delay_mover.hpp"
#include "intake/control_reader.hpp"
#include "job/log.hpp"
#include "publish/dead_letter_record.hpp"
#include "publish/event_publisher.hpp"
#include "publish/kafka_lines.hpp"
#include "supervision/reply_delivery.hpp"
#include "supervision/retry_rule.hpp"
#include "supervision/worker_observer.hpp"
#include "supervision/worker_ports.hpp"

#include <algorithm>
#include <optional>
#include <random>

namespace cordon::supervision {

namespace {

/// How long the last events and audit records may take to be delivered.
constexpr auto flush_patience = std::chrono::seconds(10);

kafka::producer::settings producer_settings(const worker_settings& settings, job::health& health,
                                            const std::string& name) {
  return {.properties = settings.kafka,
          .name = name,
          .on_broker_state = [&health, part = "kafka_" + name](const std::string& why) {
            if (why.empty())
              health.clear(part);
            else
              health.set(part, why);
          }};
}

/// Nobody waits for an event as for a reply, and each request of its own costs as much as a job.
kafka::producer::settings event_producer_settings(const worker_settings& settings,
                                                  job::health& health) {
  auto made = producer_settings(settings, health, "events");
  if (!made.properties.contains("queue.buffering.max.ms"))
    made.properties.try_emplace("linger.ms", "5");
  return made;
}

/// That of a named worker is the same after each start: it ends what its forerunner left.
std::string transactional_id(const worker_settings& settings) {
  std::random_device random;
  return settings.group + '-'
         + (settings.name.empty() ? std::to_string(random()) + std::to_string(random())
                                  : settings.name);
}

} // namespace

/// In the order of making; ended in the opposite one, but for the two that must fall silent first.
struct worker::parts {
  parts(worker_settings given, job::health& well, cordon::metrics::metrics& metrics)
      : settings(std::move(given)), health(well), counted(metrics) {}

  ~parts() {
    counted.remove_gauges(); // they ask what goes here
    control.reset();
    mover.reset();
    if (consumer)
      consumer->stop();
    port.reset();     // or what it is to call again would be called after the consumer
    pipeline.reset(); // closes the replies
    session.reset();  // nothing it still owes may come after the consumer
  }

  expected<void> connect();
  expected<reply_delivery> make_delivery();
  expected<void> assemble(std::function<void(std::string)> failed);
  expected<void> make_mover();
  kafka::outgoing_record dead_letter_of(const job::record& delayed, const std::string& why,
                                        size_t max_bytes) const;
  void add_gauges();
  /// Of replies, or of events and audit records: whichever is more.
  size_t unsent_bytes() const;

  worker_settings settings;
  job::health& health;
  cordon::metrics::metrics& counted;
  std::function<void(std::string)> failed;
  intake::cancellations cancelled;

  io::event_loop loop;
  std::unique_ptr<cordon::session::session_store> session;
  std::unique_ptr<session_keeper> keeper;
  std::optional<reply_delivery> delivery;
  std::unique_ptr<kafka::producer> event_producer;
  std::unique_ptr<publish::producer_sender> event_sender;
  std::unique_ptr<publish::event_publisher> events;
  std::unique_ptr<publish::kafka_lines> audit_lines;
  std::unique_ptr<publish::kafka_replies> replies;
  std::shared_ptr<worker_observer> observer;
  std::unique_ptr<assembly> pipeline;
  std::unique_ptr<worker_intake_port> port;
  std::unique_ptr<intake::jobs_consumer> consumer;
  std::unique_ptr<intake::control_reader> control;
  std::unique_ptr<delay::delay_mover> mover;
};

/// The ways out: Redis and the producers.
expected<void> worker::parts::connect() {
  auto store = session::session_store::make(loop, settings.session, health);
  if (!store)
    return tl::unexpected<error>(store.error());
  session = std::move(*store);
  keeper = std::make_unique<session_keeper>(*session);
  auto made = make_delivery();
  if (!made)
    return tl::unexpected<error>(made.error());
  delivery.emplace(std::move(*made));
  auto producer = kafka::producer::make(event_producer_settings(settings, health));
  if (!producer)
    return tl::unexpected<error>(producer.error());
  event_producer = std::move(*producer);
  event_sender = std::make_unique<publish::producer_sender>(*event_producer);
  if (!settings.events_topic.empty())
    events = std::make_unique<publish::event_publisher>(*event_sender, settings.events_topic);
  if (!settings.audit_topic.empty())
    audit_lines = std::make_unique<publish::kafka_lines>(*event_sender, settings.audit_topic);
  settings.replies.on_dead_letter = [this] { counted.count_dead_letter(); };
  settings.replies.on_answered = [this](const auto& record) { consumer->answered(record); };
  replies = std::make_unique<publish::kafka_replies>(loop, delivery->outlet(), keeper.get(),
                                                     settings.replies);
  return {};
}

expected<reply_delivery> worker::parts::make_delivery() {
  if (!settings.is_exactly_once)
    return reply_delivery::at_least_once(producer_settings(settings, health, "replies"), loop,
                                         health, settings.reply_delays);
  settings.transactions.delays = settings.reply_delays;
  return reply_delivery::exactly_once(
      settings.kafka, transactional_id(settings), settings.transactions,
      [this] { consumer->wake(); }, health);
}

/// The pipeline, and the way in.
expected<void> worker::parts::assemble(std::function<void(std::string)> on_failure) {
  failed = std::move(on_failure);
  observer = std::make_shared<worker_observer>(worker_observer::audience{
      .metrics = &counted, .events = events.get(), .session = session.get()});
  auto pipeline_settings = settings.pipeline;
  const auto rule = std::make_shared<retry_rule>(delay::backoff(delay::even_random()));
  pipeline_settings.options = {
      .max_crashes = settings.session.max_crashes,
      .conclude = [rule](const auto& run, auto& result) { rule->conclude(run, result); },
      .observer = observer};
  if (audit_lines)
    pipeline_settings.audit_forward = [this](const std::string& job_id, std::string line) {
      audit_lines->send(std::move(line), job_id);
    };
  auto made = assembly::make(loop, std::move(pipeline_settings), *replies, failed);
  if (!made)
    return tl::unexpected<error>(made.error());
  pipeline = std::move(*made);
  port = std::make_unique<worker_intake_port>(loop, *pipeline, *session, *replies,
                                              [this] { return unsent_bytes(); });
  auto reader = intake::jobs_consumer::make(
      {.properties = settings.kafka,
       .topic = settings.jobs_topic,
       .group = settings.group,
       .instance = settings.name,
       .flow = settings.flow,
       .requests = {settings.pipeline.profiles, settings.replies.reply_topic,
                    settings.allowed_reply_topics, settings.max_retries},
       .max_crashes = settings.session.max_crashes,
       .committer = delivery->committer()},
      *port, cancelled, health, failed);
  if (!reader)
    return tl::unexpected<error>(reader.error());
  consumer = std::move(*reader);
  observer->set_intake(*consumer);
  add_gauges();
  return {};
}

/// What brings delayed jobs back.
expected<void> worker::parts::make_mover() {
  delay::delay_mover_settings wanted{
      .properties = settings.kafka,
      .group = settings.group,
      .transactional_id = {},
      .topics = delay::ladder(settings.jobs_topic),
      .dead_letter = [this](const auto& record, const auto& why,
                            size_t max_bytes) { return dead_letter_of(record, why, max_bytes); },
      .on_dead_letter = [this] { counted.count_dead_letter(); }};
  if (settings.is_exactly_once)
    wanted.transactional_id = transactional_id(settings) + "-delay";
  auto made = delay::delay_mover::make(std::move(wanted), health, failed);
  if (!made)
    return tl::unexpected<error>(made.error());
  mover = std::move(*made);
  return {};
}

kafka::outgoing_record worker::parts::dead_letter_of(const job::record& delayed,
                                                     const std::string& why,
                                                     size_t max_bytes) const {
  const auto& to = settings.replies;
  return publish::dead_letter_record(delayed, {"cordon.SandboxError", why, settings.group},
                                     to.dead_letter_topic,
                                     std::min(max_bytes, to.max_dead_letter_bytes));
}

size_t worker::parts::unsent_bytes() const {
  return std::max(event_producer->waiting_bytes(), delivery->waiting_bytes());
}

void worker::parts::add_gauges() {
  const auto gauge = [this](const char* name, const char* help, auto value) {
    counted.add_gauge(name, help, [value] { return static_cast<double>(value()); });
  };
  gauge("cordon_jobs_in_flight", "Jobs between intake and reply.",
        [this] { return consumer->in_flight(); });
  gauge("cordon_slots", "Programs that may run at the same time.",
        [this] { return settings.pipeline.sandbox.slots; });
  gauge("cordon_slots_busy", "Programs that run now.", [this] { return pipeline->busy_slots(); });
  const auto connections = [this](const char* result, const std::atomic<uint64_t>& count) {
    counted.add_gauge(
        "cordon_egress_connections",
        "Connections of programs to the targets of their profile, since the start.",
        [&count] { return static_cast<double>(count); }, "result", result);
  };
  connections("made", pipeline->egress().made);
  connections("failed", pipeline->egress().failed);
  connections("refused", pipeline->egress().refused);
  const auto waiting = [this](const char* producer, auto count) {
    counted.add_gauge(
        "cordon_producer_waiting", "Records sent and not yet delivered.",
        [count] { return static_cast<double>(count()); }, "producer", producer);
  };
  waiting("replies", [this] { return delivery->waiting(); });
  waiting("events", [this] { return event_producer->waiting(); });
  counted.set_partitions([this] {
    std::vector<cordon::metrics::metrics::partition_gauge> gauges;
    for (const auto& one : consumer->partitions())
      gauges.push_back({one.id.topic, one.id.number, one.buffered_records, one.buffered_bytes,
                        one.lag, one.paused});
    return gauges;
  });
}

expected<std::unique_ptr<worker>> worker::make(worker_settings settings, job::health& health,
                                               metrics::metrics& metrics,
                                               std::function<void(std::string why)> failed) {
  auto made = std::make_unique<parts>(std::move(settings), health, metrics);
  if (auto done = made->connect(); !done)
    return tl::unexpected<error>(done.error());
  if (auto done = made->assemble(std::move(failed)); !done)
    return tl::unexpected<error>(done.error());
  if (auto done = made->make_mover(); !done)
    return tl::unexpected<error>(done.error());
  return std::unique_ptr<worker>(new worker(std::move(made)));
}

worker::worker(std::unique_ptr<parts> made) : parts_(std::move(made)) {}

worker::~worker() = default;

expected<void> worker::try_sandbox() {
  auto tried = parts_->settings.pipeline.profiles;
  std::erase_if(tried, [](const auto& entry) {
    return entry.first != job::default_profile_name && entry.second->require.empty()
           && !entry.second->names_preload;
  });
  for (const auto& probe : parts_->pipeline->probe(tried)) {
    execution::log_preload_problems(probe);
    if (!probe.problem.empty())
      return fail(errc::system,
                  "it cannot run programs: " + probe.problem
                      + "; 'cordon doctor' tells what is missing",
                  "profile '" + probe.profile + '\'');
  }
  return {};
}

void worker::start() {
  auto& own = *parts_;
  own.mover->start();
  auto control = intake::control_reader::make(
      own.settings.kafka, own.settings.control_topic, own.cancelled, own.health,
      {.caught_up = [&own] { own.consumer->start(); },
       .cancel = [&own](const std::string& user, const std::string& id,
                        int64_t until_ms) { own.pipeline->cancel(user, id, until_ms); }});
  if (control)
    own.control = std::move(*control);
  else
    own.failed(control.error().text());
}

expected<size_t> worker::drain(std::chrono::milliseconds patience) {
  auto& own = *parts_;
  own.control.reset();
  own.mover.reset();
  const auto left = own.consumer->drain(patience);
  if (left != 0)
    job::log_event(job::log_level::warn, "jobs_outlasted_drain", {{"jobs", std::to_string(left)}});
  const auto closed = own.pipeline->close_audit();
  if (!own.event_producer->flush(flush_patience))
    job::log_event(job::log_level::warn, "events_not_delivered",
                   {{"records", std::to_string(own.event_producer->waiting())}});
  if (!closed)
    return tl::unexpected<error>(closed.error());
  return left;
}

std::vector<intake::jobs_consumer::partition_view> worker::partitions() const {
  return parts_->consumer->partitions();
}

} // namespace cordon::supervision
