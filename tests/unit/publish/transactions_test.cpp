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

TEST_CASE("replies and offsets are committed together, in the order of finishing",
          "[publish][transactions]") {
  publishing_once p;
  p.finish(0);
  p.finish(1);
  CHECK(p.wakes == 2);
  CHECK(p.transactions.waiting() == 2);
  CHECK(p.published.empty());
  p.step();
  CHECK(p.replies() == texts{"0", "1"});
  CHECK(p.broker.offsets.at({"jobs", 0}).offset == 2);
  CHECK(p.broker.offsets.at({"jobs", 0}).metadata == "done");
  CHECK(p.published == offsets{0, 1});
  CHECK(p.consumer.done == offsets{0, 1});
  CHECK(p.broker.begins == 1);
  CHECK(p.transactions.waiting() == 0);
  CHECK(p.transactions.waiting_bytes() == 0);
}

TEST_CASE("a transaction begins no sooner than the interval after the last one",
          "[publish][transactions]") {
  publishing_once p;
  p.finish(0);
  p.step();
  p.finish(1);
  p.step();
  CHECK(p.published == offsets{0});
  p.step_after(10ms);
  CHECK(p.published == offsets{0, 1});
}

TEST_CASE("without anything to commit no transaction begins", "[publish][transactions]") {
  publishing_once p;
  p.step();
  p.step_after(5s);
  CHECK(p.broker.begins == 0);
}

TEST_CASE("a step that is not done is repeated until it is", "[publish][transactions]") {
  for (const auto* step : {"init", "send_offsets", "commit"}) {
    publishing_once p;
    p.broker.next[step] = {{step_result::again, "time-out"}, {step_result::again, "time-out"}};
    p.finish(0);
    p.step();
    CHECK(p.published.empty());
    p.step();
    p.step();
    CHECK(p.replies() == texts{"0"});
    CHECK(p.published == offsets{0});
  }
}

TEST_CASE("a step whose answer is pending is no trouble, and what ends meanwhile goes out after it",
          "[publish][transactions]") {
  publishing_once p;
  const kafka::step pending{step_result::pending};
  p.broker.next["send_offsets"] = {pending, pending};
  p.broker.next["commit"] = {pending, pending};
  p.finish(0);
  p.step();
  CHECK(p.transactions.step(p.consumer) > 1ms); // the answer wakes
  p.step_after(30s);
  p.finish(1);
  p.step_after(30s);
  CHECK(p.replies().empty());
  CHECK(p.health.problems().empty());
  p.step();
  CHECK(p.replies() == texts{"0", "1"});
  CHECK(p.broker.begins == 2);
}

TEST_CASE("trouble that lasts is told by health until a transaction is committed",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.next["commit"] = {{step_result::again, "no coordinator"},
                             {step_result::again, "no coordinator"}};
  p.finish(0);
  p.step();
  CHECK(p.health.problems().empty());
  p.step_after(2s);
  REQUIRE(p.health.problems().contains("transactions"));
  CHECK(p.health.problems().at("transactions") == "no coordinator");
  p.step();
  CHECK(p.published == offsets{0});
  CHECK(p.health.problems().empty());
}

TEST_CASE("a producer that is ready late leaves no trouble behind", "[publish][transactions]") {
  publishing_once p;
  p.broker.next["init"] = {{step_result::again, "no coordinator"},
                           {step_result::again, "no coordinator"}};
  p.step();
  p.step_after(2s);
  CHECK(p.health.problems().contains("transactions"));
  p.step();
  CHECK(p.health.problems().empty());
}

TEST_CASE("what was aborted goes out again, before what came later", "[publish][transactions]") {
  publishing_once p;
  p.broker.next["send_offsets"] = {{step_result::to_abort, "illegal generation"}};
  p.finish(0);
  p.step();
  CHECK(p.broker.aborts == 1);
  CHECK(p.broker.committed.empty());
  CHECK(p.published.empty());
  p.finish(1);
  p.step();
  CHECK(p.broker.begins == 1); // not at once: the group may need a moment
  p.step_after(100ms);
  CHECK(p.replies() == texts{"0", "1"});
  CHECK(p.published == offsets{0, 1});
}

TEST_CASE("a producer that is lost before the commit is made anew and all goes out again",
          "[publish][transactions]") {
  for (const auto* step : {"begin", "send_offsets"}) {
    publishing_once p;
    p.broker.next[step] = {{step_result::lost, "fenced"}};
    p.finish(0);
    p.step();
    CHECK(p.broker.committed.empty());
    p.step();
    CHECK(p.broker.producers == 1);
    p.step_after(1s);
    CHECK(p.broker.producers == 2);
    CHECK(p.replies() == texts{"0"});
    CHECK(p.published == offsets{0});
  }
}

TEST_CASE("a record whose partition is another worker's is never published",
          "[publish][transactions]") {
  publishing_once p;
  p.consumer.gone = {0};
  p.finish(0);
  p.finish(1);
  p.step();
  CHECK(p.replies() == texts{"1"});
  CHECK(p.published == offsets{1});
  CHECK(p.transactions.waiting() == 0);
}

TEST_CASE("records of a held partition wait", "[publish][transactions]") {
  publishing_once p;
  p.consumer.is_held = true;
  p.finish(0);
  p.step();
  CHECK(p.broker.begins == 0);
  p.consumer.is_held = false;
  p.step_after(10ms);
  CHECK(p.published == offsets{0});
}

TEST_CASE("nothing is committed while the worker is no member", "[publish][transactions]") {
  publishing_once p;
  p.consumer.is_member = false;
  p.finish(0);
  p.step();
  CHECK(p.broker.begins == 0);
  p.consumer.is_member = true;
  p.step();
  CHECK(p.published == offsets{0});
}

TEST_CASE("a rebalance ends the transaction that is under way, and begins none",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.next["commit"] = {{step_result::again, "time-out"}};
  p.finish(0);
  p.step();
  p.finish(1);
  CHECK(p.transactions.finish_commit(p.consumer, p.now + 1s));
  CHECK(p.published == offsets{0});
}

TEST_CASE("offsets that were not sent before a rebalance are not sent after it",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.next["send_offsets"] = {{step_result::again, "time-out"},
                                   {step_result::again, "time-out"}};
  p.finish(0);
  p.step();
  CHECK_FALSE(p.transactions.finish_commit(p.consumer, p.now));
  p.consumer.gone = {0};
  p.step_after(1s);
  CHECK(p.broker.producers == 2);
  CHECK(p.broker.offsets.empty());
  CHECK(p.broker.committed.empty());
}

TEST_CASE("at the end all that is ready is committed at once", "[publish][transactions]") {
  publishing_once p;
  p.finish(0);
  p.step();
  p.finish(1);
  CHECK(p.transactions.commit_all(p.consumer, p.now + 1s));
  CHECK(p.published == offsets{0, 1});
}
