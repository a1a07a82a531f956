// SPDX-License-Identifier: Apache-2.0
#include "publishing_once.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::test;
using namespace std::chrono_literals;
using kafka::step_result;

namespace {

using offsets = std::vector<int64_t>;
using texts = std::vector<std::string>;

} // namespace

TEST_CASE("a reply whose topic is not there takes its other form without failing a transaction",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.refused_topics["missing"] = kafka::refusal::no_such_target;
  p.finish(0, "missing", "replies");
  p.finish(1);
  p.step();
  CHECK(p.broker.aborts == 0);
  CHECK(p.broker.committed
        == std::vector<std::pair<std::string, std::string>>{{"replies", "0"}, {"replies", "1"}});
}

TEST_CASE("a record that is refused when it is sent takes its other form",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.topics_that_fail["small"] = RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED;
  p.finish(0, "small", "replies");
  p.finish(1);
  p.step();
  CHECK(p.broker.aborts == 1);
  p.step_after(10ms);
  CHECK(p.replies() == texts{"0", "1"});
  CHECK(p.published == offsets{0, 1});
}

TEST_CASE("a record that may be refused for its neighbour goes alone before it is judged",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.topics_that_fail["small"] = RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE;
  p.finish(0);
  p.finish(1, "small");
  p.step();
  p.broker.topics_that_fail.clear(); // alone it is small enough
  for (int i = 0; i < 3; ++i)
    p.step_after(10ms);
  CHECK(p.replies() == texts{"0", "1"});
  CHECK(p.broker.begins == 3);
}

TEST_CASE("records as large as one that its topic refused are made smaller before they are sent",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.topics_that_fail["small"] = RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE;
  p.finish(0, "small", "replies");
  p.step();
  p.step_after(10ms);
  CHECK(p.published == offsets{0});
  CHECK(p.broker.aborts == 1);
  p.finish(1, "small", "replies");
  p.step_after(10ms);
  CHECK(p.published == offsets{0, 1});
  CHECK(p.broker.aborts == 1);
}

TEST_CASE("a record that no topic takes waits, and others go without it",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.refused_topics["missing"] = kafka::refusal::no_such_target;
  p.finish(0, "missing");
  p.finish(1);
  p.step();
  CHECK(p.published == offsets{1});
  CHECK(p.health.problems().contains("replies"));
  CHECK(p.transactions.waiting() == 1);
  p.broker.refused_topics.clear();
  p.step_after(500ms);
  CHECK(p.published == offsets{1});
  p.step_after(10s); // the obstacle is forgotten by then
  CHECK(p.published == offsets{1, 0});
  CHECK(p.health.problems().empty());
}

TEST_CASE("a record that gives itself up goes back to whoever gave it, uncommitted",
          "[publish][transactions]") {
  struct hopeless_output final : publish::adaptable_record {
    kafka::outgoing_record make() override {
      kafka::outgoing_record made;
      made.topic = "delays";
      return made;
    }
    bool adapt(const kafka::delivery&) override { return false; }
    std::string given_up() const override { return "too large"; }
    const std::string& job_id() const override { return id; }
    std::string id = "hopeless";
  };
  publishing_once p;
  std::string why;
  auto record = std::make_shared<job::record>();
  record->at = {"jobs", 0, 0};
  publish::finished_record finished{.record = std::move(record)};
  finished.outputs.push_back({"delays", std::make_unique<hopeless_output>()});
  finished.published = [&] { p.published.push_back(0); };
  finished.given_up = [&](const std::string& told) { why = told; };
  SECTION("refused when it is sent") {
    p.broker.topics_that_fail["delays"] = RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE;
  }
  SECTION("refused before") {
    p.broker.refused_topics["delays"] = kafka::refusal::too_large;
  }
  p.transactions.publish(std::move(finished));
  p.step();
  p.step_after(10ms);
  CHECK(why == "too large");
  CHECK(p.published.empty());
  CHECK(p.broker.offsets.empty());
  CHECK(p.transactions.waiting() == 0);
  CHECK(p.health.problems().empty());
}

TEST_CASE("a topic is looked up once, however many of its partitions are named",
          "[publish][transactions]") {
  publishing_once p;
  for (int partition = 0; partition < 10; ++partition)
    p.finish(partition, "topic", "replies", partition);
  p.step();
  CHECK(p.broker.look_ups == std::map<std::string, int>{{"topic", 1}, {"replies", 1}});
  std::map<std::string, int> sent;
  for (const auto& [topic, value] : p.broker.committed)
    ++sent[topic];
  // It has four.
  CHECK(sent == std::map<std::string, int>{{"topic", 4}, {"replies", 6}});
}

TEST_CASE("topics that nobody knows hold up a transaction for a moment only",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.on_look_up = [&] { p.now += 60ms; };
  p.finish(0);
  p.step();
  for (int64_t offset = 1; offset < 10; ++offset)
    p.finish(offset, "unknown-" + std::to_string(offset));
  p.finish(10);
  p.broker.next["commit"] = {{step_result::pending}};
  const auto began = p.now;
  p.step_after(10ms);
  CHECK(p.now - began <= 200ms);
  CHECK(p.broker.look_ups.size() == 3);
  p.step();
  // What is known goes while others wait, in the order of finishing.
  CHECK(std::vector(p.published.begin(), p.published.begin() + 4) == offsets{0, 1, 2, 10});
  for (int i = 0; i < 10; ++i)
    p.step_after(10ms);
  CHECK(p.published == offsets{0, 1, 2, 10, 3, 4, 5, 6, 7, 8, 9});
  CHECK(p.broker.look_ups.size() == 10);
}

TEST_CASE("at the end topics are looked up until nothing is left", "[publish][transactions]") {
  publishing_once p;
  p.broker.on_look_up = [&] { p.now += 500ms; };
  for (int64_t offset = 0; offset < 5; ++offset) {
    const auto name = "unknown-" + std::to_string(offset);
    p.broker.refused_topics[name] = kafka::refusal::no_such_target;
    p.finish(offset, name, "replies");
  }
  CHECK(p.transactions.commit_all(p.consumer, p.now + 60s));
  CHECK(p.published == offsets{0, 1, 2, 3, 4});
}
