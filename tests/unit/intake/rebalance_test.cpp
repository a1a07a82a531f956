// SPDX-License-Identifier: Apache-2.0
#include "intake/job_flow.hpp"

#include "started_records.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using intake::finished_offsets;
using intake::job_flow;
using test::make_record;
using test::p0;
using test::start;

TEST_CASE("over a rebalance that gives a partition back, what runs goes on",
          "[intake][job_flow][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto running = start(flow, 0);
  const auto done = start(flow, 1);
  flow.add(make_record(2, "k"));
  flow.finish(*done);
  flow.hold(p0);
  CHECK_FALSE(flow.next());
  CHECK_FALSE(flow.add(make_record(2)));
  CHECK(flow.committable().at(p0) == 0);
  REQUIRE(flow.resume_held(p0, finished_offsets(0, {{1, 2}})));
  CHECK_FALSE(flow.add(make_record(0)));
  CHECK_FALSE(flow.add(make_record(1)));
  CHECK(flow.add(make_record(2, "k")));
  CHECK(flow.finish(*running));
  CHECK(flow.committable().at(p0) == 2);
  CHECK(flow.next()->at.offset == 2);
}

TEST_CASE("what waits is never committed over a rebalance", "[intake][job_flow][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  flow.add(make_record(0, "k"));
  const auto looked_up = flow.next();
  flow.add(make_record(1, "k"));
  const auto later = start(flow, 2, "other");
  flow.finish(*later);
  flow.hold(p0);
  CHECK(flow.committable().at(p0) == 0);
  CHECK_FALSE(flow.is_under_way(*looked_up));
  CHECK(flow.in_flight() == 0);
}

TEST_CASE("a partition that came back elsewhere is not gone on with",
          "[intake][job_flow][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto running = start(flow, 0);
  flow.hold(p0);
  SECTION("because another finished more of it") {
    CHECK_FALSE(flow.resume_held(p0, 5));
  }
  SECTION("because another finished what lies beyond") {
    CHECK_FALSE(flow.resume_held(p0, finished_offsets(0, {{1, 2}})));
  }
  const auto abandoned = flow.abandon(p0);
  REQUIRE(abandoned.size() == 1);
  CHECK(abandoned[0].record == running);
  CHECK_FALSE(abandoned[0].is_counted);
  CHECK(flow.in_flight() == 0);
  CHECK_FALSE(flow.finish(*running));
  flow.assign(p0, 5);
  CHECK(flow.add(make_record(5)));
}

TEST_CASE("the end of an abandoned run does not end the record's next one",
          "[intake][job_flow][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto before = start(flow, 0);
  flow.abandon(p0);
  flow.assign(p0, 0);
  const auto again = start(flow, 0);
  CHECK_FALSE(flow.finish(*before));
  CHECK(flow.committable().at(p0) == 0);
  CHECK(flow.finish(*again));
}

TEST_CASE("an abandoned record says whether its start was counted",
          "[intake][job_flow][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto one = start(flow, 0);
  flow.count(*one);
  CHECK(flow.abandon(p0).at(0).is_counted);
}
