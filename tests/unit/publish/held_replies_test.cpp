// SPDX-License-Identifier: Apache-2.0
#include "publish/publishing_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using test::publishing;
using test::sample_run;

namespace {

job::run run_of(int32_t partition, std::string id) {
  return sample_run(test::sample_request(test::sample_record("cordon.jobs", partition)),
                    std::move(id));
}

} // namespace

TEST_CASE("results of a held partition wait before they are kept, others go out",
          "[publish][rebalance]") {
  publishing p;
  p.replies.hold("cordon.jobs", 0);
  p.publish(run_of(0, "held"));
  p.publish(run_of(1, "other"));
  REQUIRE(p.published.reaches(1));
  p.settle();
  CHECK(p.diary.entries() == std::vector<std::string>{"store other", "send cordon.replies"});

  p.replies.release("cordon.jobs", 0);
  REQUIRE(p.published.reaches(2));
  CHECK(p.diary.count("store held") == 1);
}

TEST_CASE("a stored answer of a held partition waits too", "[publish][rebalance]") {
  publishing p;
  p.replies.hold("cordon.jobs", 0);
  p.replies.answer_stored(run_of(0, "held").request, "held", "{}", [&] { p.published.add(); });
  p.settle();
  CHECK(p.diary.entries().empty());
  p.replies.release("cordon.jobs", 0);
  CHECK(p.published.reaches(1));
}

TEST_CASE("results of a lost partition are forgotten, later ones go out", "[publish][rebalance]") {
  publishing p;
  p.replies.hold("cordon.jobs", 0);
  p.publish(run_of(0, "lost"));
  p.replies.discard("cordon.jobs", 0);
  p.replies.release("cordon.jobs", 0);
  p.publish(run_of(0, "later"));
  REQUIRE(p.published.reaches(1));
  p.settle();
  CHECK(p.published.count() == 1);
  CHECK(p.diary.entries() == std::vector<std::string>{"store later", "send cordon.replies"});
}

TEST_CASE("a result whose artifacts are on their way when its partition is lost is forgotten",
          "[publish][rebalance]") {
  publishing p;
  p.keeper.waits_with_artifacts = true;
  job::result result;
  result.artifacts = {{"a", "text/plain", std::string(20, 'a')}};
  p.publish(run_of(0, "lost"), result);
  p.settle();
  p.replies.discard("cordon.jobs", 0);
  p.settle();
  p.keeper.answer_artifacts();
  p.publish(run_of(0, "later"));
  REQUIRE(p.published.reaches(1));
  p.settle();
  CHECK(p.diary.count("store lost") == 0);
  CHECK(p.diary.count("store later") == 1);
}

TEST_CASE("a partition of the same number in another topic is not held", "[publish][rebalance]") {
  publishing p;
  p.replies.hold("other.jobs", 0);
  p.publish(run_of(0, "free"));
  CHECK(p.published.reaches(1));
}
