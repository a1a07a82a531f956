// SPDX-License-Identifier: Apache-2.0
#include "intake/job_flow.hpp"

#include "started_records.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using intake::job_flow;
using test::make_record;
using test::p0;
using test::p1;
using test::start;

TEST_CASE("a suspect runs alone", "[intake][job_flow][suspect]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto running = start(flow, 0);
  flow.add(make_record(1));
  const auto one = flow.next();
  flow.add(make_record(2));
  const auto other = flow.next();
  flow.suspect(*one);
  flow.suspect(*other);
  flow.add(make_record(3));
  CHECK_FALSE(flow.next());
  CHECK_FALSE(flow.next_alone());
  flow.finish(*running);
  REQUIRE(flow.next_alone() == one);
  CHECK_FALSE(flow.next_alone());
  CHECK_FALSE(flow.next());
  flow.finish(*one);
  REQUIRE(flow.next_alone() == other);
  flow.finish(*other);
  CHECK(flow.next()->at.offset == 3);
}

TEST_CASE("nothing starts beside a single suspect", "[intake][job_flow][suspect]") {
  job_flow flow({});
  flow.assign(p0, 0);
  flow.add(make_record(0));
  const auto one = flow.next();
  flow.suspect(*one);
  flow.add(make_record(1));
  REQUIRE(flow.next_alone() == one);
  flow.run(*one);
  CHECK_FALSE(flow.next());
  SECTION("until it is over") {
    flow.finish(*one);
  }
  SECTION("or its partition is lost") {
    flow.assign(p1, 0);
    flow.add(make_record(7, {}, 1));
    flow.abandon(p0);
  }
  CHECK(flow.next());
}

TEST_CASE("an answered job holds up no suspect, and an answered suspect nobody",
          "[intake][job_flow][answer][suspect]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto before = start(flow, 0);
  flow.add(make_record(1));
  const auto suspect = flow.next();
  flow.suspect(*suspect);
  flow.add(make_record(2));
  flow.answer(*suspect, false); // it has not run
  CHECK_FALSE(flow.next_alone());
  flow.answer(*before, false);
  REQUIRE(flow.next_alone() == suspect);
  CHECK_FALSE(flow.next());
  flow.answer(*suspect, false);
  CHECK(flow.next()->at.offset == 2);
}

TEST_CASE("a suspect that is over before its turn leaves no trace", "[intake][job_flow][suspect]") {
  job_flow flow({});
  flow.assign(p0, 0);
  flow.add(make_record(0));
  const auto suspect = flow.next();
  flow.suspect(*suspect);
  flow.add(make_record(1));
  CHECK(flow.finish(*suspect));
  CHECK_FALSE(flow.next_alone());
  CHECK(flow.next()->at.offset == 1);
}
