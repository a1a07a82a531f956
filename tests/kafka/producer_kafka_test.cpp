// SPDX-License-Identifier: Apache-2.0
#include "real_kafka.hpp"
#include "kafka/mock_kafka.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace cordon;
using namespace cordon::kafka;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<producer> make_producer() {
  producer::settings settings;
  settings.properties = address();
  settings.name = "test";
  auto made = producer::make(std::move(settings));
  REQUIRE(made);
  return std::move(*made);
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
