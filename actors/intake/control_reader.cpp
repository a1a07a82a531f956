// SPDX-License-Identifier: Apache-2.0
#include "intake/control_reader.hpp"

#include "intake/skipped_batch.hpp"
#include "job/log.hpp"
#include "job/user_text.hpp"
#include "kafka/partition_probe.hpp"
#include "kafka/topic_lookup.hpp"

namespace cordon::intake {

namespace {

constexpr auto health_part = "control";
constexpr int poll_ms = 100;
constexpr auto lookup_patience = std::chrono::seconds(1);
constexpr int seek_ms = 1'000;
/// How often a topic that does not exist is looked for, and one that does for more partitions.
constexpr auto search_interval = std::chrono::seconds(5);
constexpr auto growth_interval = std::chrono::seconds(30);
constexpr auto watch_interval = std::chrono::milliseconds(500);
/// The same trouble comes again and again: it is logged this often.
constexpr auto trouble_interval = std::chrono::seconds(10);
constexpr auto group = "cordon-control";

kafka::properties promises() {
  // A group has to be named to assign by hand; nothing is ever committed to it.
  return {{"group.id", group},
          {"enable.auto.commit", "false"},
          {"enable.auto.offset.store", "false"},
          {"enable.partition.eof", "true"},
          {"auto.offset.reset", "earliest"}};
}

kafka::properties from_the_beginning(kafka::properties operators) {
  operators["auto.offset.reset"] = "earliest";
  return operators;
}

} // namespace

expected<std::unique_ptr<control_reader>>
control_reader::make(const kafka::properties& operators, std::string topic,
                     cancellations& cancelled, job::health& health, callbacks told) {
  auto conf = kafka::make_configuration({}, operators, promises());
  if (!conf)
    return tl::unexpected<error>(conf.error());
  auto consumer = kafka::make_client(RD_KAFKA_CONSUMER, std::move(*conf));
  if (!consumer)
    return tl::unexpected<error>(consumer.error());
  rd_kafka_poll_set_consumer(consumer->get());
  return std::unique_ptr<control_reader>(new control_reader(
      std::move(*consumer), operators, std::move(topic), cancelled, health, std::move(told)));
}

control_reader::control_reader(kafka::client consumer, const kafka::properties& operators,
                               std::string topic, cancellations& cancelled, job::health& health,
                               callbacks told)
    : consumer_(std::move(consumer)), topic_(std::move(topic)), cancelled_(cancelled),
      health_(health), told_(std::move(told)), held_up_(from_the_beginning(operators), group) {
  health_.set(health_part, "reading the control topic " + topic_);
  thread_ = std::thread([this] { run(); });
}

control_reader::~control_reader() {
  has_to_end_ = true;
  thread_.join();
  rd_kafka_consumer_close(consumer_.get());
}

void control_reader::run() {
  while (!has_to_end_) {
    if (is_due(next_search_, growth_interval) && !find_topic())
      next_search_ = clock::now() + search_interval;
    read();
    if (is_due(next_watch_, watch_interval))
      watch();
    for (const auto& batch : held_up_.take_ended(clock::now()))
      pass_over(batch);
  }
}

bool control_reader::is_due(clock::time_point& next, clock::duration interval) {
  const auto now = clock::now();
  if (now < next)
    return false;
  next = now + interval;
  return true;
}

bool control_reader::find_topic() {
  const auto found = kafka::describe_topic(*consumer_, topic_, lookup_patience);
  if (!found)
    return false;
  if (found->error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) {
    catch_up();
    return false;
  }
  if (found->error != RD_KAFKA_RESP_ERR_NO_ERROR || found->partitions == 0) {
    health_.set(health_part, "the control topic " + topic_
                                 + " can't be read: " + rd_kafka_err2str(found->error));
    return false;
  }
  return found->partitions <= partitions_ || assign(found->partitions);
}

/// From the beginning, those that were read before as well: a cancellation may be told twice.
bool control_reader::assign(int32_t partitions) {
  const kafka::topic_partitions all(rd_kafka_topic_partition_list_new(partitions));
  for (int32_t i = 0; i < partitions; ++i) {
    unread_partitions_.insert(i);
    held_up_.begin({topic_, i}, -1);
    rd_kafka_topic_partition_list_add(all.get(), topic_.c_str(), i)->offset =
        RD_KAFKA_OFFSET_BEGINNING;
  }
  if (rd_kafka_assign(consumer_.get(), all.get()) != RD_KAFKA_RESP_ERR_NO_ERROR)
    return false;
  partitions_ = partitions;
  return true;
}

void control_reader::read() {
  const kafka::message message(rd_kafka_consumer_poll(consumer_.get(), poll_ms));
  if (!message)
    return;
  if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
    partition_ended(message->partition);
  else if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR)
    failed(*message);
  else if (held_up_.take({topic_, message->partition}, message->offset))
    take(*message);
}

void control_reader::failed(const rd_kafka_message_t& read) {
  const auto why = rd_kafka_message_errstr(&read);
  if (read.rkt && kafka::is_unreadable(read.err))
    held_up_.fail({topic_, read.partition}, read.offset, why, clock::now());
  if (is_due(next_trouble_, trouble_interval))
    job::log_event(job::log_level::warn, "control_topic_in_trouble",
                   {{"topic", topic_}, {"why", why}});
}

void control_reader::watch() {
  for (int32_t i = 0; i < partitions_; ++i) {
    int64_t low = -1;
    int64_t high = -1;
    rd_kafka_get_watermark_offsets(consumer_.get(), topic_.c_str(), i, &low, &high);
    held_up_.watch({topic_, i}, high, clock::now());
  }
}

void control_reader::pass_over(const kafka::held_up_partitions::ending& batch) {
  log_ending(batch);
  if (batch.next < 0)
    return;
  const kafka::topic_partitions to(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(to.get(), topic_.c_str(), batch.at.number)->offset = batch.next;
  // Where that fails, the batch is found again.
  const kafka::error ignored(rd_kafka_seek_partitions(consumer_.get(), to.get(), seek_ms));
}

void control_reader::take(const rd_kafka_message_t& message) {
  const std::string_view value(static_cast<const char*>(message.payload), message.len);
  const auto record = parse_control_record(value);
  if (!record) {
    job::log_event(job::log_level::warn, "control_record_refused",
                   {{"partition", std::to_string(message.partition)},
                    {"offset", std::to_string(message.offset)},
                    {"why", record.error().text()}});
    return;
  }
  const auto user = job::user_text(record->user_id_json);
  const auto until_ms = rd_kafka_message_timestamp(&message, nullptr);
  cancelled_.add(user, record->id, until_ms);
  told_.cancel(user, record->id, until_ms);
}

void control_reader::partition_ended(int32_t partition) {
  // Told each time that the end is reached: only the first counts.
  if (unread_partitions_.erase(partition) != 0 && unread_partitions_.empty())
    catch_up();
}

void control_reader::catch_up() {
  health_.clear(health_part);
  if (is_caught_up_)
    return;
  is_caught_up_ = true;
  told_.caught_up();
}

} // namespace cordon::intake
