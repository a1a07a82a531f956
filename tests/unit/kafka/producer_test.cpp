// SPDX-License-Identifier: Apache-2.0
#include "kafka/producer.hpp"

#include "mock_kafka.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::kafka;

namespace {

constexpr int16_t produce_request = 0;
constexpr int16_t init_producer_id_request = 22;

outgoing_record record_of(std::string topic, std::string value) {
  outgoing_record made;
  made.topic = std::move(topic);
  made.partition = 0;
  made.value = std::move(value);
  return made;
}

/// Collects what a producer says of its brokers.
class broker_states {
public:
  std::function<void(std::string)> listener() {
    return [this](std::string why) {
      std::lock_guard lock(mutex_);
      told_.push_back(std::move(why));
      changed_.notify_all();
    };
  }

  std::vector<std::string> wait_for(size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(10), [&] { return told_.size() >= count; });
    return told_;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> told_;
};

} // namespace

TEST_CASE("records of a partition arrive in the order of sending", "[kafka][producer]") {
  mock_kafka kafka({"replies"});
  deliveries done;
  const auto producer = make_producer(kafka.address());
  REQUIRE(producer);
  for (int i = 0; i < 200; ++i)
    producer->send(record_of("replies", std::to_string(i)), done.next());
  const auto all = done.wait_for(200);
  REQUIRE(all.size() == 200);
  for (size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].delivered);
    CHECK(all[i].offset == static_cast<int64_t>(i));
  }
  CHECK(producer->flush(std::chrono::seconds(5)));
  CHECK(producer->waiting() == 0);
  CHECK(producer->waiting_bytes() == 0);
}

TEST_CASE("a record is sent from the callback of another", "[kafka][producer]") {
  mock_kafka kafka({"replies"});
  deliveries done;
  const auto producer = make_producer(kafka.address());
  REQUIRE(producer);
  producer->send(record_of("replies", "first"), [&](const delivery&) {
    producer->send(record_of("replies", "second"), done.next());
  });
  const auto all = done.wait_for(1);
  REQUIRE(all.size() == 1);
  CHECK(all[0].offset == 1);
}

TEST_CASE("what is no topic's name is refused without asking a broker", "[kafka][producer]") {
  deliveries done;
  const auto producer = make_producer({{"bootstrap.servers", "127.0.0.1:1"}});
  REQUIRE(producer);
  const std::string names[] = {
      "", ".", "..", "a b", "a/b", std::string("a\0b", 3), std::string(250, 'a')};
  for (const auto& name : names)
    producer->send(record_of(name, "x"), done.next());
  const auto all = done.wait_for(std::size(names));
  REQUIRE(all.size() == std::size(names));
  for (const auto& each : all) {
    CHECK_FALSE(each.delivered);
    CHECK(each.refusal == refusal::no_such_target);
    CHECK_FALSE(each.why.empty());
  }
}

TEST_CASE("a record that no request can hold is too large", "[kafka][producer]") {
  deliveries done;
  const auto producer = make_producer({{"bootstrap.servers", "127.0.0.1:1"}});
  REQUIRE(producer);
  producer->send(record_of("replies", std::string(70u << 20, 'x')), done.next());
  const auto all = done.wait_for(1);
  REQUIRE(all.size() == 1);
  CHECK(all[0].refusal == refusal::too_large);
}

TEST_CASE("a small record that was refused with its batch is tried alone", "[kafka][producer]") {
  mock_kafka kafka({"replies"});
  deliveries done;
  kafka.fail_next(produce_request, {RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE});
  const auto producer = make_producer(kafka.address());
  REQUIRE(producer);
  for (int i = 0; i < 10; ++i)
    producer->send(record_of("replies", std::to_string(i)), done.next());
  const auto all = done.wait_for(10);
  REQUIRE(all.size() == 10);
  for (size_t i = 0; i < all.size(); ++i)
    CHECK(all[i].offset == static_cast<int64_t>(i));
}

TEST_CASE("a large record that is refused had its batch for itself", "[kafka][producer]") {
  mock_kafka kafka({"replies"});
  deliveries done;
  kafka.fail_next(produce_request, {RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE});
  const auto producer = make_producer(kafka.address());
  REQUIRE(producer);
  producer->send(record_of("replies", std::string(100'000, 'x')), done.next());
  const auto all = done.wait_for(1);
  REQUIRE(all.size() == 1);
  CHECK_FALSE(all[0].delivered);
  CHECK(all[0].refusal == refusal::too_large);
}

TEST_CASE("a producer that librdkafka gives up is made anew and loses nothing",
          "[kafka][producer]") {
  mock_kafka kafka({"replies"});
  deliveries done;
  broker_states states;
  kafka.fail_next(init_producer_id_request, {RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED});
  producer::settings settings;
  settings.properties = kafka.address();
  settings.name = "test";
  settings.on_broker_state = states.listener();
  const auto producer = producer::make(std::move(settings));
  REQUIRE(producer);
  for (int i = 0; i < 20; ++i)
    (*producer)->send(record_of("replies", std::to_string(i)), done.next());
  const auto all = done.wait_for(20);
  REQUIRE(all.size() == 20);
  for (size_t i = 0; i < all.size(); ++i)
    CHECK(all[i].offset == static_cast<int64_t>(i));
  const auto told = states.wait_for(2);
  REQUIRE(told.size() == 2);
  CHECK_FALSE(told[0].empty());
  CHECK(told[1].empty());
}

TEST_CASE("a broker that is away is told once, and so is its return", "[kafka][producer]") {
  mock_kafka kafka({"replies"});
  deliveries done;
  broker_states states;
  rd_kafka_mock_broker_set_down(kafka.raw(), 1);
  producer::settings settings;
  settings.properties = kafka.address();
  settings.name = "test";
  settings.on_broker_state = states.listener();
  const auto producer = producer::make(std::move(settings));
  REQUIRE(producer);
  (*producer)->send(record_of("replies", "x"), done.next());
  REQUIRE(states.wait_for(1).size() == 1);
  CHECK((*producer)->waiting() == 1);
  CHECK((*producer)->waiting_bytes() == 8);
  rd_kafka_mock_broker_set_up(kafka.raw(), 1);
  const auto all = done.wait_for(1);
  REQUIRE(all.size() == 1);
  CHECK(all[0].delivered);
  const auto told = states.wait_for(2);
  REQUIRE(told.size() == 2);
  CHECK_FALSE(told[0].empty());
  CHECK(told[1].empty());
}

TEST_CASE("a producer without a broker ends at once and calls nothing back", "[kafka][producer]") {
  bool called = false;
  auto producer = make_producer({{"bootstrap.servers", "127.0.0.1:1"}});
  REQUIRE(producer);
  producer->send(record_of("replies", "x"), [&](const delivery&) { called = true; });
  CHECK_FALSE(producer->flush(std::chrono::milliseconds(1)));
  const auto began = std::chrono::steady_clock::now();
  producer.reset();
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(3));
  CHECK_FALSE(called);
}

TEST_CASE("properties that contradict each other make no producer", "[kafka][producer]") {
  producer::settings settings;
  settings.properties = {{"max.in.flight.requests.per.connection", "6"}};
  const auto made = producer::make(std::move(settings));
  REQUIRE_FALSE(made);
  CHECK(made.error().code == errc::bad_input);
}
