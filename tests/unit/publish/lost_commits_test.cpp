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

TEST_CASE("a commit whose outcome is lost is not repeated where it was made",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.next["commit"] = {{step_result::lost, "fenced"}};
  p.broker.commits_before_it_is_lost = true;
  p.finish(0);
  p.step();
  CHECK(p.published.empty());
  p.consumer.can_read = false;
  p.step_after(1s);
  CHECK(p.published.empty());
  p.consumer.can_read = true;
  p.step_after(1s);
  CHECK(p.published == offsets{0});
  CHECK(p.replies() == texts{"0"});
}

TEST_CASE("a commit whose outcome is lost is repeated where it was not made",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.next["commit"] = {{step_result::lost, "fenced"}};
  p.finish(0);
  p.step();
  p.step_after(1s);
  p.step_after(10ms);
  CHECK(p.published == offsets{0});
  CHECK(p.replies() == texts{"0"});
}

TEST_CASE(
    "a commit whose outcome is lost is not repeated where it was made and another worker went "
    "on with one of its partitions",
    "[publish][transactions]") {
  publishing_once p;
  p.broker.next["commit"] = {{step_result::lost, "fenced"}};
  p.broker.commits_before_it_is_lost = true;
  p.finish_at({"jobs", 0, 0});
  p.finish_at({"jobs", 1, 10});
  p.step();
  p.consumer.gone = {0};
  p.broker.offsets[{"jobs", 0}] = {5, "theirs"};
  p.step_after(1s);
  p.step_after(1s);
  CHECK(p.replies() == texts{"0", "10"});
  CHECK(p.consumer.told.at({"jobs", 1}).offset == 11);
  CHECK_FALSE(p.consumer.told.contains({"jobs", 0}));
  CHECK(p.broker.offsets.at({"jobs", 0}).offset == 5);
  CHECK(p.transactions.waiting() == 0);
}

TEST_CASE("a commit whose outcome is lost is repeated for what is still this worker's where it was "
          "not made",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.next["commit"] = {{step_result::lost, "fenced"}};
  // The group has this already: it tells nothing of the transaction.
  p.consumer.idle = {{{"jobs", 2}, {7, "before"}}};
  p.broker.offsets = p.consumer.idle;
  p.finish_at({"jobs", 0, 0});
  p.finish_at({"jobs", 1, 10});
  p.step();
  p.consumer.gone = {0};
  // The other worker came just as far as this one had.
  p.broker.offsets[{"jobs", 0}] = {1, "done"};
  p.step_after(1s);
  p.step_after(1s);
  CHECK(p.replies() == texts{"10"});
  CHECK(p.published == offsets{10});
  CHECK(p.transactions.waiting() == 0);
}

TEST_CASE("a lost commit of what is all another worker's by now leaves no trouble behind",
          "[publish][transactions]") {
  publishing_once p;
  p.broker.next["commit"] = {{step_result::lost, "fenced"}};
  p.finish(0);
  p.step();
  p.broker.next["init"] = {{step_result::again, "no coordinator"}};
  p.step_after(3s);
  CHECK(p.health.problems().contains("transactions"));
  p.consumer.gone = {0};
  p.step_after(1s);
  p.step_after(1s);
  CHECK(p.health.problems().empty());
  CHECK(p.replies().empty());
  CHECK(p.transactions.waiting() == 0);
}
