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

TEST_CASE("a record from below what was read tells of a log that begins again",
          "[intake][job_flow]") {
  job_flow flow({});
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 5})); // not ours
  flow.assign(p0, std::nullopt);
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 5}));
  flow.add(make_record(10));
  flow.add(make_record(13));
  CHECK(flow.read_beyond({"jobs", 0, 0}) == 14);
  CHECK(flow.read_beyond({"jobs", 0, 13}) == 14);
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 14}));
  CHECK_FALSE(flow.read_beyond({"jobs", 1, 0}));
}

TEST_CASE("so does one from below the group's offset", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, finished_offsets(1'000, {{1'005, 1'010}}));
  CHECK(flow.read_beyond({"jobs", 0, 0}) == 1'000);
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 1'000}));
  // What is finished beyond it is read as well.
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 1'006}));
}

TEST_CASE("a partition that is held or came back is not read from the beginning by mistake",
          "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto first = start(flow, 0);
  const auto second = start(flow, 1);
  flow.finish(*first);
  flow.add(make_record(2));
  flow.hold(p0);
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 1}));
  REQUIRE(flow.resume_held(p0, 1));
  // Read again are those that run and those that were forgotten.
  CHECK(flow.read_beyond({"jobs", 0, 0}) == 1);
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 1}));
  CHECK_FALSE(flow.add(make_record(1)));
  CHECK_FALSE(flow.read_beyond({"jobs", 0, 2}));
  CHECK(flow.add(make_record(2)));
}

TEST_CASE("a log that begins again is run from its first record on", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, 100);
  const auto old = start(flow, 100);
  REQUIRE(flow.read_beyond({"jobs", 0, 3}));
  CHECK(flow.abandon(p0).size() == 1);
  flow.assign(p0, finished_offsets(3));
  CHECK(flow.committable().at(p0) == 3);
  const auto fresh = start(flow, 3);
  CHECK_FALSE(flow.finish(*old));
  CHECK(flow.committable().at(p0) == 3);
  CHECK(flow.finish(*fresh));
  CHECK(flow.committable().at(p0) == 4);
}
