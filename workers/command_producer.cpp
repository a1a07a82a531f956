// SPDX-License-Identifier: Apache-2.0
#include "command_producer.hpp"

#include "client_configuration.hpp"
#include "kafka_client.hpp"

namespace cordon::workers {

namespace {

/// A dead letter is the longest: the jobs topic's room and 64 KiB, and its batch's frame.
constexpr const char* max_record_bytes = "4000000";
constexpr auto delivery_patience = std::chrono::seconds(30);

} // namespace

expected<std::unique_ptr<kafka::producer>> make_command_producer(const configuration& configuration,
                                                                 std::string name) {
  auto properties = configuration.kafka;
  properties.emplace("message.max.bytes", max_record_bytes);
  return kafka::producer::make({.properties = std::move(properties),
                                .name = std::move(name),
                                .on_broker_state = [](const std::string&) {}});
}

expected<void> send_one(const configuration& configuration, kafka::outgoing_record record) {
  // A producer waits for brokers as long as it takes; so whether there is one is asked before.
  const auto reader = topic_reader::connect(configuration.kafka, server_patience);
  if (!reader)
    return tl::unexpected(reader.error());
  if (const auto there = (*reader)->ranges(record.topic); !there)
    return tl::unexpected(there.error());
  auto producer = make_command_producer(configuration, "command");
  if (!producer)
    return tl::unexpected(producer.error());
  const std::string topic = record.topic;
  // Written on the producer's thread, read after flush has seen it end.
  auto outcome = std::make_shared<kafka::delivery>();
  (*producer)->send(std::move(record), [outcome](const kafka::delivery& done) { *outcome = done; });
  if (!(*producer)->flush(delivery_patience))
    return fail(errc::peer_died, "the broker did not take the record in time", topic, true);
  if (!outcome->delivered)
    return fail(errc::system, "the broker refused the record: " + outcome->why, topic);
  return {};
}

} // namespace cordon::workers
