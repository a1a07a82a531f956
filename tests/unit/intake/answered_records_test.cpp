// SPDX-License-Identifier: Apache-2.0
#include "intake/job_flow.hpp"

#include "started_records.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using intake::job_flow;
using test::make_record;
using test::p0;
using test::start;

TEST_CASE("an answered job frees its key where replies keep their order",
          "[intake][job_flow][answer]") {
  job_flow flow({});
  flow.assign(p0, 0);
  flow.add(make_record(0, "key"));
  flow.add(make_record(1, "key"));
  const auto first = flow.next();
  REQUIRE(first);
  CHECK_FALSE(flow.next());
  flow.answer(*first, true);
  const auto second = flow.next();
  REQUIRE(second);
  CHECK(flow.finish(*first));
  CHECK(flow.finish(*second));
  CHECK(flow.committable().at(p0) == 2);
}

TEST_CASE("an answered job goes on over a rebalance and a drain",
          "[intake][job_flow][answer][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto one = start(flow, 0);
  flow.answer(*one, false);
  SECTION("rebalance") {
    flow.hold(p0);
    REQUIRE(flow.resume_held(p0, 0));
  }
  SECTION("drain") {
    flow.drain();
  }
  CHECK(flow.in_flight() == 1);
  CHECK(flow.finish(*one));
  CHECK(flow.unpublished() == 0);
  CHECK(flow.committable().at(p0) == 1);
}
