// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/producer.hpp"
#include "kafka/records.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::kafka {

constexpr int patience_ms = 20'000;

/// The broker that the tests were given, or no test.
inline std::string bootstrap() {
  const char* address = std::getenv("TEST_KAFKA_BOOTSTRAP");
  if (!address || !*address)
    SKIP("TEST_KAFKA_BOOTSTRAP names no broker");
  return address;
}

inline properties address() {
  return {{"bootstrap.servers", bootstrap()}};
}

/// No other run of the tests on the same broker has this name.
inline std::string fresh_name(std::string_view what) {
  std::random_device random;
  return "test-" + std::string(what) + '-' + std::to_string(random()) + std::to_string(random());
}

inline client make_consumer() {
  auto conf = make_configuration({{"group.id", fresh_name("group")},
                                  {"auto.offset.reset", "earliest"},
                                  {"fetch.message.max.bytes", "8000000"}},
                                 address(), {});
  REQUIRE(conf);
  auto made = make_client(RD_KAFKA_CONSUMER, std::move(*conf));
  REQUIRE(made);
  return std::move(*made);
}

/// Makes a topic. `max_bytes` is its limit for a batch.
inline std::string make_topic(std::string_view what, const std::string& max_bytes = "1048588",
                              int partitions = 1) {
  const auto name = fresh_name(what);
  const auto admin = make_consumer();
  const queue answers(rd_kafka_queue_new(admin.get()));
  std::array<char, 256> why{};
  auto* topic = rd_kafka_NewTopic_new(name.c_str(), partitions, 1, why.data(), why.size());
  REQUIRE(topic);
  rd_kafka_NewTopic_set_config(topic, "max.message.bytes", max_bytes.c_str());
  rd_kafka_CreateTopics(admin.get(), &topic, 1, nullptr, answers.get());
  rd_kafka_NewTopic_destroy(topic);
  const event answer(rd_kafka_queue_poll(answers.get(), patience_ms));
  REQUIRE(answer);
  REQUIRE(rd_kafka_event_error(answer.get()) == RD_KAFKA_RESP_ERR_NO_ERROR);
  return name;
}

/// The first `count` records of a topic's only partition.
inline std::vector<job::record> read_topic(const std::string& topic, size_t count) {
  const auto reader = make_consumer();
  const topic_partitions from(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(from.get(), topic.c_str(), 0)->offset = 0;
  REQUIRE(rd_kafka_assign(reader.get(), from.get()) == RD_KAFKA_RESP_ERR_NO_ERROR);
  std::vector<job::record> all;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (all.size() < count && std::chrono::steady_clock::now() < deadline) {
    const message read(rd_kafka_consumer_poll(reader.get(), 500));
    if (read && read->err == RD_KAFKA_RESP_ERR_NO_ERROR)
      all.push_back(to_record(*read));
  }
  return all;
}

inline outgoing_record record_of(std::string topic, std::string value) {
  outgoing_record made;
  made.topic = std::move(topic);
  made.value = std::move(value);
  return made;
}

} // namespace cordon::kafka
