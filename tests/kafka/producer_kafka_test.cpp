// SPDX-License-Identifier: Apache-2.0
#include "kafka/producer.hpp"

#include "kafka/records.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <random>
#include <set>
#include <vector>

using namespace cordon;
using namespace cordon::kafka;
using namespace std::chrono_literals;

namespace {

constexpr int patience_ms = 20'000;

/// The broker that the tests were given, or no test.
std::string bootstrap() {
  const char* address = std::getenv("TEST_KAFKA_BOOTSTRAP");
  if (!address || !*address)
    SKIP("TEST_KAFKA_BOOTSTRAP names no broker");
  return address;
}

properties address() {
  return {{"bootstrap.servers", bootstrap()}};
}

/// No other run of the tests on the same broker has this name.
std::string fresh_name(std::string_view what) {
  std::random_device random;
  return "test-" + std::string(what) + '-' + std::to_string(random()) + std::to_string(random());
}

client make_consumer() {
  auto conf = make_configuration({{"group.id", fresh_name("group")},
                                  {"auto.offset.reset", "earliest"},
                                  {"fetch.message.max.bytes", "8000000"}},
                                 address(), {});
  REQUIRE(conf);
  auto made = make_client(RD_KAFKA_CONSUMER, std::move(*conf));
  REQUIRE(made);
  return std::move(*made);
}

/// Makes a topic of one partition. `max_bytes` is its limit for a batch.
std::string make_topic(std::string_view what, const std::string& max_bytes = "1048588") {
  const auto name = fresh_name(what);
  const auto admin = make_consumer();
  const queue answers(rd_kafka_queue_new(admin.get()));
  std::array<char, 256> why{};
  auto* topic = rd_kafka_NewTopic_new(name.c_str(), 1, 1, why.data(), why.size());
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
std::vector<job::record> read_topic(const std::string& topic, size_t count) {
  const auto reader = make_consumer();
  const topic_partitions from(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(from.get(), topic.c_str(), 0)->offset = 0;
  REQUIRE(rd_kafka_assign(reader.get(), from.get()) == RD_KAFKA_RESP_ERR_NO_ERROR);
  std::vector<job::record> all;
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (all.size() < count && std::chrono::steady_clock::now() < deadline) {
    const message read(rd_kafka_consumer_poll(reader.get(), 500));
    if (read && read->err == RD_KAFKA_RESP_ERR_NO_ERROR)
      all.push_back(to_record(*read));
  }
  return all;
}

class deliveries {
public:
  producer::on_delivery next() {
    return [this](const delivery& what) {
      std::lock_guard lock(mutex_);
      all_.push_back(what);
      changed_.notify_all();
    };
  }

  std::vector<delivery> wait_for(size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 20s, [&] { return all_.size() >= count; });
    return all_;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<delivery> all_;
};

std::unique_ptr<producer> make_producer() {
  producer::settings settings;
  settings.properties = address();
  settings.name = "test";
  auto made = producer::make(std::move(settings));
  REQUIRE(made);
  return std::move(*made);
}

outgoing_record record_of(std::string topic, std::string value) {
  outgoing_record made;
  made.topic = std::move(topic);
  made.value = std::move(value);
  return made;
}

} // namespace

TEST_CASE("a topic that does not exist is refused, and no other reply waits for it",
          "[kafka][producer]") {
  const auto good = make_topic("good");
  const auto producer = make_producer();
  deliveries refused;
  deliveries passed;
  producer->send(record_of(fresh_name("missing"), "x"), refused.next());
  producer->send(record_of(good, "y"), passed.next());
  const auto first = passed.wait_for(1);
  REQUIRE(first.size() == 1);
  CHECK(first[0].delivered);
  CHECK(refused.wait_for(0).empty()); // its topic may still come into being
  const auto second = refused.wait_for(1);
  REQUIRE(second.size() == 1);
  CHECK_FALSE(second[0].delivered);
  CHECK(second[0].refusal == refusal::no_such_target);
}

TEST_CASE("a partition that does not exist is refused", "[kafka][producer]") {
  const auto good = make_topic("good");
  const auto producer = make_producer();
  deliveries done;
  auto record = record_of(good, "x");
  record.partition = 999;
  SECTION("before the topic is known") {
    producer->send(record, done.next());
  }
  SECTION("once the topic is known") {
    deliveries before;
    producer->send(record_of(good, "y"), before.next());
    REQUIRE(before.wait_for(1).size() == 1);
    producer->send(record, done.next());
  }
  const auto all = done.wait_for(1);
  REQUIRE(all.size() == 1);
  CHECK_FALSE(all[0].delivered);
  CHECK(all[0].refusal == refusal::no_such_target);
}

TEST_CASE("a record over its topic's limit is refused, its neighbours are not",
          "[kafka][producer]") {
  const auto topic = make_topic("small", "20000");
  const auto producer = make_producer();
  deliveries passed;
  deliveries refused;
  for (int i = 0; i < 100; ++i) {
    producer->send(record_of(topic, std::to_string(i) + std::string(1000, ' ')), passed.next());
    if (i % 25 == 0)
      producer->send(record_of(topic, std::string(30'000, 'x')), refused.next());
    if (i == 50)
      producer->send(record_of(topic, std::string(200'000, 'x')), refused.next());
  }
  const auto kept = passed.wait_for(100);
  REQUIRE(kept.size() == 100);
  for (const auto& each : kept)
    CHECK(each.delivered);
  const auto lost = refused.wait_for(5);
  REQUIRE(lost.size() == 5);
  for (const auto& each : lost) {
    CHECK_FALSE(each.delivered);
    CHECK(each.refusal == refusal::too_large);
  }
  // What was on its way when the limit showed itself may have lost its order; nothing later has.
  for (int i = 100; i < 150; ++i)
    producer->send(record_of(topic, std::to_string(i) + std::string(1000, ' ')), passed.next());
  REQUIRE(passed.wait_for(150).size() == 150);
  const auto read = read_topic(topic, 150);
  REQUIRE(read.size() == 150);
  std::set<size_t> first_ones;
  for (size_t i = 0; i < 100; ++i)
    first_ones.insert(std::stoul(*read[i].value));
  CHECK(first_ones.size() == 100);
  for (size_t i = 100; i < read.size(); ++i)
    CHECK(std::stoul(*read[i].value) == i);
}

TEST_CASE("a large record that its topic takes is delivered", "[kafka][producer]") {
  const auto topic = make_topic("large", "5000000");
  const auto producer = make_producer();
  deliveries done;
  producer->send(record_of(topic, std::string(4'000'000, 'x')), done.next());
  const auto all = done.wait_for(1);
  REQUIRE(all.size() == 1);
  CHECK(all[0].delivered);
}

TEST_CASE("key, value and headers arrive byte for byte, null and empty as they are",
          "[kafka][producer]") {
  const auto topic = make_topic("bytes");
  const std::string bytes("\0\xFF\xC3\n", 4);
  std::vector<outgoing_record> sent(4);
  sent[0].key = bytes;
  sent[0].value = bytes;
  sent[0].headers = {{"a", bytes}, {"a", "twice"}, {"null", std::nullopt}, {"empty", ""}};
  sent[1].key = "";
  sent[1].value = "";
  sent[3].headers = {{"", ""}};
  const auto producer = make_producer();
  for (auto& record : sent) {
    record.topic = topic;
    producer->send(record, nullptr);
  }
  REQUIRE(producer->flush(20s));
  const auto read = read_topic(topic, sent.size());
  REQUIRE(read.size() == sent.size());
  for (size_t i = 0; i < sent.size(); ++i) {
    CHECK(read[i].at == job::record_position{topic, 0, static_cast<int64_t>(i)});
    CHECK(read[i].timestamp_ms > 0);
    CHECK(read[i].key == sent[i].key);
    CHECK(read[i].value == sent[i].value);
    CHECK(read[i].headers == sent[i].headers);
  }
}

TEST_CASE("hundreds of topics that do not exist cost no reply", "[kafka][producer]") {
  const auto good = make_topic("good");
  const auto producer = make_producer();
  deliveries refused;
  deliveries passed;
  constexpr size_t count = 1200;
  for (size_t i = 0; i < count; ++i) {
    producer->send(record_of("test-missing-" + std::to_string(i), "x"), refused.next());
    producer->send(record_of(good, std::to_string(i)), passed.next());
  }
  REQUIRE(passed.wait_for(count).size() == count);
  REQUIRE(refused.wait_for(count).size() == count);
  const auto read = read_topic(good, count);
  REQUIRE(read.size() == count);
  for (size_t i = 0; i < count; ++i)
    CHECK(*read[i].value == std::to_string(i));
}
