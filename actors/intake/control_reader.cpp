// SPDX-License-Identifier: Apache-2.0
#include "intake/control_reader.hpp"

#include "job/log.hpp"
#include "job/user_text.hpp"

namespace cordon::intake {

namespace {

constexpr auto health_part = "control";
constexpr int poll_ms = 100;
constexpr int metadata_ms = 1'000;
/// How often a topic that does not exist is looked for.
constexpr auto search_interval = std::chrono::seconds(5);

using metadata = kafka::handle<const struct rd_kafka_metadata, rd_kafka_metadata_destroy>;
using topic_handle = kafka::handle<rd_kafka_topic_t, rd_kafka_topic_destroy>;

kafka::properties promises() {
  // A group has to be named to assign by hand; nothing is ever committed to it.
  return {{"group.id", "cordon-control"},
          {"enable.auto.commit", "false"},
          {"enable.auto.offset.store", "false"},
          {"enable.partition.eof", "true"},
          {"auto.offset.reset", "earliest"}};
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
  return std::unique_ptr<control_reader>(new control_reader(std::move(*consumer), std::move(topic),
                                                            cancelled, health, std::move(told)));
}

control_reader::control_reader(kafka::client consumer, std::string topic, cancellations& cancelled,
                               job::health& health, callbacks told)
    : consumer_(std::move(consumer)), topic_(std::move(topic)), cancelled_(cancelled),
      health_(health), told_(std::move(told)) {
  health_.set(health_part, "reading the control topic " + topic_);
  thread_ = std::thread([this] { run(); });
}

control_reader::~control_reader() {
  has_to_end_ = true;
  thread_.join();
  rd_kafka_consumer_close(consumer_.get());
}

void control_reader::run() {
  auto next_search = std::chrono::steady_clock::time_point();
  bool is_found = false;
  while (!has_to_end_) {
    if (!is_found && std::chrono::steady_clock::now() >= next_search) {
      is_found = find_topic();
      next_search = std::chrono::steady_clock::now() + search_interval;
    }
    read();
  }
}

bool control_reader::find_topic() {
  const topic_handle topic(rd_kafka_topic_new(consumer_.get(), topic_.c_str(), nullptr));
  const struct rd_kafka_metadata* raw = nullptr;
  const auto err = rd_kafka_metadata(consumer_.get(), 0, topic.get(), &raw, metadata_ms);
  const metadata described(raw);
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR || described->topic_cnt != 1)
    return false;
  const auto& found = described->topics[0];
  if (found.err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) {
    catch_up();
    return false;
  }
  if (found.err != RD_KAFKA_RESP_ERR_NO_ERROR || found.partition_cnt == 0) {
    health_.set(health_part,
                "the control topic " + topic_ + " can't be read: " + rd_kafka_err2str(found.err));
    return false;
  }
  const kafka::topic_partitions all(rd_kafka_topic_partition_list_new(found.partition_cnt));
  for (int i = 0; i < found.partition_cnt; ++i) {
    unread_partitions_.insert(found.partitions[i].id);
    rd_kafka_topic_partition_list_add(all.get(), topic_.c_str(), found.partitions[i].id)->offset =
        RD_KAFKA_OFFSET_BEGINNING;
  }
  return rd_kafka_assign(consumer_.get(), all.get()) == RD_KAFKA_RESP_ERR_NO_ERROR;
}

void control_reader::read() {
  const kafka::message message(rd_kafka_consumer_poll(consumer_.get(), poll_ms));
  if (!message)
    return;
  if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
    take(*message);
  else if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
    partition_ended(message->partition);
  else
    job::log_event(job::log_level::warn, "control_topic_in_trouble",
                   {{"topic", topic_}, {"why", rd_kafka_message_errstr(message.get())}});
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
