// SPDX-License-Identifier: Apache-2.0
#include "publishing_once.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::test;
using namespace std::chrono_literals;
using kafka::step_result;

namespace {

/// How often the consumer's thread looks at transactions in that time, where nothing new comes.
int looks_within(publishing_once& p, std::chrono::milliseconds time) {
  const auto end = p.now + time;
  int looks = 0;
  while (p.now < end && looks < 10'000) {
    p.now += std::max(1ms, p.transactions.step(p.consumer));
    ++looks;
  }
  return looks;
}

} // namespace

TEST_CASE("a refused reply wakes nobody before it is tried again", "[publish][transactions]") {
  publishing_once p;
  p.broker.refused_topics = {{"missing", kafka::refusal::no_such_target}};
  p.finish(0, "missing");
  CHECK(p.transactions.step(p.consumer) == 1s);
  CHECK(looks_within(p, 60s) <= 80); // once a second for the offsets, and for the reply
  p.broker.refused_topics.clear();
  p.step_after(30s);
  CHECK(p.published == std::vector<int64_t>{0});
}

TEST_CASE("a refused reply is tried again on time", "[publish][transactions]") {
  publishing_once p;
  p.broker.refused_topics = {{"missing", kafka::refusal::no_such_target}};
  p.finish(0, "missing");
  p.step();
  p.now += 300ms; // between two looks at the offsets
  p.finish(1, "missing");
  p.step();
  p.now += 700ms;
  CHECK(p.transactions.step(p.consumer) == 300ms);
}

TEST_CASE("what ended in the interval of transactions goes out at its end",
          "[publish][transactions]") {
  publishing_once p;
  p.finish(0);
  p.step();
  p.now += 4ms;
  p.finish(1);
  CHECK(p.transactions.step(p.consumer) == 6ms);
}

TEST_CASE("records that wait for an assignment wake nobody", "[publish][transactions]") {
  publishing_once p;
  SECTION("their partition is held") {
    p.consumer.is_held = true;
  }
  SECTION("the worker is no member") {
    p.consumer.is_member = false;
  }
  p.finish(0);
  p.step();
  CHECK(p.transactions.step(p.consumer) >= 50ms);
  CHECK(p.broker.begins == 0);
}

TEST_CASE("a worker that waits for its group and has nothing to commit is not woken",
          "[publish][transactions]") {
  publishing_once p;
  p.consumer.is_member = false;
  CHECK(p.transactions.step(p.consumer) >= 50ms);
  p.now += 5s;
  CHECK(p.transactions.step(p.consumer) >= 50ms);
}

TEST_CASE("a group whose offsets can't be read is not asked again at once",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.next["commit"] = {{step_result::lost, "fenced"}};
  p.finish(0);
  p.step();
  p.consumer.can_read = false;
  p.now += 1s;
  CHECK(p.transactions.step(p.consumer) >= 50ms);
}
