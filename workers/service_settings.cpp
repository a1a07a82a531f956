// SPDX-License-Identifier: Apache-2.0
#include "settings_tables.hpp"

#include <array>

namespace cordon::workers {

namespace {

constexpr std::array<std::string_view, 3> orderings = {"key", "partition", "unordered"};
constexpr std::array<std::string_view, 2> deliveries = {"exactly-once", "at-least-once"};
constexpr std::array<std::string_view, 2> ways_without_redis = {"wait", "run"};
constexpr double gib = 1024.0 * 1024 * 1024;

uint64_t count_of(const key_value& value) {
  return static_cast<uint64_t>(std::get<int64_t>(value));
}

const std::string& text_of(const key_value& value) {
  return std::get<std::string>(value);
}

ordering ordering_of(const key_value& value) {
  const auto& text = text_of(value);
  if (text == "partition")
    return ordering::partition;
  return text == "unordered" ? ordering::unordered : ordering::key;
}

constexpr key_format topic_key(std::string_view name, std::string_view default_literal,
                               std::string_view help) {
  return {
      .name = name, .kind = value_kind::topic, .default_literal = default_literal, .help = help};
}

/// A topic that can be left out; `default_words` tell what follows where empty is the default.
constexpr key_format optional_topic_key(std::string_view name, std::string_view default_literal,
                                        std::string_view default_words, std::string_view help) {
  return {.name = name,
          .kind = value_kind::topic,
          .may_be_empty = true,
          .default_literal = default_literal,
          .default_words = default_words,
          .help = help};
}

const auto of_services = std::to_array<setting>({
    {.table = "intake",
     .key = topic_key("jobs_topic", "\"cordon.jobs\"", "The topic that jobs are read from."),
     .short_flag = "--jobs-topic",
     .set = [](configuration& c, const key_value& v) { c.intake.jobs_topic = text_of(v); }},
    {.table = "intake",
     .key = topic_key("control_topic", "\"cordon.control\"",
                      "The topic that cancellations are read from, whole, before the first job."),
     .set = [](configuration& c, const key_value& v) { c.intake.control_topic = text_of(v); }},
    {.table = "intake",
     .key = {.name = "group",
             .default_literal = "\"cordon\"",
             .help = "The consumer group of the workers that share the jobs of a topic."},
     .short_flag = "--group",
     .set = [](configuration& c, const key_value& v) { c.intake.group = text_of(v); }},
    {.table = "intake",
     .key = {.name = "ordering",
             .choices = orderings,
             .default_literal = "\"key\"",
             .help = "In which order jobs start. key: one job of a record key at a time, in order; "
                     "partition: one job of a partition at a time; unordered: as they come. Jobs "
                     "without a key have no order unless it is that of the partition."},
     .set = [](configuration& c, const key_value& v) { c.intake.ordering = ordering_of(v); }},
    {.table = "intake",
     .key = {.name = "max_buffered_records",
             .kind = value_kind::count,
             .min = 1,
             .max = 1'000'000,
             .unit = "records of a partition",
             .default_literal = "10000",
             .help = "How many jobs of a partition may wait for those before them. Beyond it the "
                     "partition pauses until some are done."},
     .set =
         [](configuration& c, const key_value& v) {
           c.intake.max_buffered_records = static_cast<uint32_t>(count_of(v));
         }},
    {.table = "intake",
     .key = {.name = "max_buffered_bytes",
             .kind = value_kind::count,
             .min = 1,
             .max = 64 * gib,
             .unit = "bytes of a partition",
             .default_literal = "67108864",
             .help = "The same in bytes. Partitions times this is what the worker may hold in "
                     "memory."},
     .set = [](configuration& c,
               const key_value& v) { c.intake.max_buffered_bytes = count_of(v); }},
    {.table = "publish",
     .key = {.name = "delivery",
             .choices = deliveries,
             .default_literal = "\"exactly-once\"",
             .help = "How surely replies arrive. exactly-once: for those who read with "
                     "isolation.level=read_committed none is lost and none comes twice, whatever "
                     "dies; each waits for its transaction. at-least-once: none is lost, after a "
                     "crash one may come twice; each goes out at once."},
     .set =
         [](configuration& c, const key_value& v) {
           c.publish.delivery = text_of(v);
           c.names_delivery = true;
         }},
    {.table = "publish",
     .key = {.name = "transaction_interval_ms",
             .kind = value_kind::count,
             .min = 0,
             .max = 5'000,
             .unit = "milliseconds",
             .default_literal = "5",
             .help = "The least time between the beginnings of two transactions. Longer ones take "
                     "more replies each and cost the broker less; a reply after a pause never "
                     "waits for it."},
     .set =
         [](configuration& c, const key_value& v) {
           c.publish.transaction_interval = std::chrono::milliseconds{std::get<int64_t>(v)};
         }},
    {.table = "publish",
     .key = topic_key("reply_topic", "\"cordon.replies\"",
                      "The topic of the replies to jobs that name no other."),
     .short_flag = "--reply-topic",
     .set = [](configuration& c, const key_value& v) { c.publish.reply_topic = text_of(v); }},
    {.table = "publish",
     .key = {.name = "reply_topics",
             .kind = value_kind::topics,
             .default_literal = "[\"cordon.replies\", \"*-replies\"]",
             .help =
                 "The reply topics that a job may name. A job that names another is rejected "
                 "on the default reply topic. In a flag or variable they stand between commas."},
     .set =
         [](configuration& c, const key_value& v) {
           c.publish.reply_topics = std::get<std::vector<std::string>>(v);
         }},
    {.table = "publish",
     .key =
         optional_topic_key("events_topic", "\"cordon.events\"", "",
                            "The topic of what happens to jobs while they run. Empty: no events."),
     .set = [](configuration& c, const key_value& v) { c.publish.events_topic = text_of(v); }},
    {.table = "publish",
     .key = optional_topic_key("audit_topic", "\"cordon.audit\"", "",
                               "The topic of the audit records. Empty: none go to Kafka; "
                               "audit.file is independent of it."),
     .set = [](configuration& c, const key_value& v) { c.publish.audit_topic = text_of(v); }},
    {.table = "publish",
     .key = optional_topic_key(
         "dead_letter_topic", "\"\"", "empty: the jobs topic's name and \"-dlt\"",
         "The topic of records that are no jobs, and of those that were given "
         "up. Where it can't be written, their offsets stay uncommitted."),
     .set = [](configuration& c, const key_value& v) { c.publish.dead_letter_topic = text_of(v); }},
    {.table = "session",
     .key = {.name = "redis",
             .kind = value_kind::redis,
             .is_secret = true,
             .default_literal = "\"redis://127.0.0.1:6379/0\"",
             .help = "The Redis that keeps results by id, large artifacts, claims of ids and "
                     "counts of starts."},
     .short_flag = "--redis",
     .set =
         [](configuration& c, const key_value& v) {
           c.session.redis = text_of(v);
           c.names_redis = true;
         }},
    {.table = "session",
     .key = {.name = "redis_password",
             .may_be_empty = true,
             .is_secret = true,
             .default_literal = "\"\"",
             .default_words = "empty: the address's, or none",
             .help = "The password for Redis. Better set by the variable: other users of the "
                     "machine can see flags."},
     .set = [](configuration& c, const key_value& v) { c.session.redis_password = text_of(v); }},
    {.table = "session",
     .key = {.name = "on_redis_down",
             .choices = ways_without_redis,
             .default_literal = "\"wait\"",
             .help = "What happens to jobs while Redis is away. wait: they wait for it; run: they "
                     "run and are answered, but their stored results and artifacts by reference "
                     "are missing, starts are not counted, and a job sent twice runs twice."},
     .set = [](configuration& c, const key_value& v) { c.session.on_redis_down = text_of(v); }},
    {.table = "session",
     .key = {.name = "result_ttl",
             .kind = value_kind::count,
             .min = 1,
             .max = 31'536'000,
             .unit = "seconds",
             .default_literal = "86400",
             .help = "How long Redis keeps a result and its artifacts."},
     .set =
         [](configuration& c, const key_value& v) {
           c.session.result_ttl = std::chrono::seconds{std::get<int64_t>(v)};
         }},
    {.table = "session",
     .key = {.name = "dedupe_ttl",
             .kind = value_kind::count,
             .min = 1,
             .max = 31'536'000,
             .unit = "seconds",
             .default_literal = "86400",
             .help = "How long the id of a job stands for that job once it has its result: the "
                     "same content gets that result as long as result_ttl keeps it, other content "
                     "is refused."},
     .set =
         [](configuration& c, const key_value& v) {
           c.session.dedupe_ttl = std::chrono::seconds{std::get<int64_t>(v)};
         }},
    {.table = "session",
     .key = {.name = "inline_artifacts_max",
             .kind = value_kind::count,
             .min = 0,
             .max = gib,
             .unit = "bytes of all artifacts of a job",
             .default_literal = "524288",
             .help = "Artifacts up to this size together stand in the reply itself, larger ones go "
                     "to Redis and the reply names them by ref. cordon run, which has no Redis, "
                     "leaves them out: see its --artifacts."},
     .set = [](configuration& c,
               const key_value& v) { c.session.inline_artifacts_max = count_of(v); }},
    {.table = "http",
     .key = {.name = "listen",
             .kind = value_kind::listen,
             .may_be_empty = true,
             .default_literal = "\"127.0.0.1:9464\"",
             .help = "Where /metrics, /healthz and /readyz are served; port 0 takes a free one. "
                     "Empty: nowhere. There is no password: keep it off public networks."},
     .set = [](configuration& c, const key_value& v) { c.http.listen = text_of(v); }},
});

} // namespace

std::span<const setting> service_settings() {
  return of_services;
}

} // namespace cordon::workers
