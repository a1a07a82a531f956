// SPDX-License-Identifier: Apache-2.0
#include "intake/job_flow.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using intake::job_flow;
using intake::partition_id;

namespace {

const partition_id p0{"jobs", 0};
const partition_id p1{"jobs", 1};

job::record_ptr make_record(int64_t offset, std::optional<std::string> key = std::nullopt,
                            int32_t partition = 0) {
  auto record = std::make_shared<job::record>();
  record->at = {"jobs", partition, offset};
  record->key = std::move(key);
  record->value = "{}";
  return record;
}

/// Reads a record in and starts it.
job::record_ptr start(job_flow& flow, int64_t offset, std::optional<std::string> key = {}) {
  REQUIRE(flow.add(make_record(offset, std::move(key))));
  auto record = flow.next();
  REQUIRE(record);
  CHECK(record->at.offset == offset);
  flow.run(*record);
  return record;
}

} // namespace

TEST_CASE("nothing is committed beyond the lowest unfinished offset", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, 10);
  const auto a = start(flow, 10);
  const auto b = start(flow, 11);
  const auto c = start(flow, 12);
  CHECK(flow.finish(*b));
  CHECK(flow.committable().at(p0) == 10);
  CHECK(flow.finish(*a));
  CHECK(flow.committable().at(p0) == 12);
  CHECK(flow.finish(*c));
  CHECK(flow.committable().at(p0) == 13);
  CHECK_FALSE(flow.finish(*c));
}

TEST_CASE("a partition without a commit begins with its first record", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, std::nullopt);
  CHECK(flow.committable().empty());
  const auto first = start(flow, 500);
  CHECK(flow.committable().at(p0) == 500);
  flow.finish(*first);
  CHECK(flow.committable().at(p0) == 501);
}

TEST_CASE("no more jobs are under way than the bound", "[intake][job_flow]") {
  job_flow flow({.max_in_flight = 2});
  flow.assign(p0, 0);
  for (int i = 0; i < 4; ++i)
    flow.add(make_record(i));
  const auto first = flow.next();
  REQUIRE(flow.next());
  CHECK_FALSE(flow.next());
  flow.finish(*first);
  CHECK(flow.next());
  CHECK(flow.in_flight() == 2);
}

TEST_CASE("partitions take turns", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, 0);
  flow.assign(p1, 0);
  for (int i = 0; i < 3; ++i)
    flow.add(make_record(i));
  flow.add(make_record(0, {}, 1));
  int32_t seen_of_second = 0;
  for (int i = 0; i < 2; ++i)
    seen_of_second += flow.next()->at.partition;
  CHECK(seen_of_second == 1);
}

TEST_CASE("a full partition is paused once, and resumed once it is half empty",
          "[intake][job_flow][back_pressure]") {
  job_flow flow({.max_buffered_records = 4, .max_in_flight = 100});
  flow.assign(p0, 0);
  for (int i = 0; i < 4; ++i)
    flow.add(make_record(i));
  CHECK(flow.take_to_pause() == std::vector{p0});
  CHECK(flow.take_to_pause().empty());
  flow.next();
  CHECK(flow.take_to_resume().empty());
  flow.next();
  CHECK(flow.take_to_resume() == std::vector{p0});
  CHECK(flow.take_to_resume().empty());
}

TEST_CASE("a partition is full by its bytes, too", "[intake][job_flow][back_pressure]") {
  job_flow flow({.max_buffered_bytes = 1'000});
  flow.assign(p0, 0);
  flow.add(make_record(100));
  CHECK(flow.take_to_pause().empty());
  auto large = std::make_shared<job::record>();
  large->at = {"jobs", 0, 101};
  large->value = std::string(1'000, 'x');
  flow.add(large);
  CHECK(flow.take_to_pause() == std::vector{p0});
}

TEST_CASE("a record that was read again is not run again", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto first = start(flow, 0);
  CHECK_FALSE(flow.add(make_record(0)));
  const auto second = start(flow, 1);
  flow.finish(*second);
  CHECK_FALSE(flow.add(make_record(1)));
  CHECK_FALSE(flow.add(make_record(0, {}, 1))); // not ours
}

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
  REQUIRE(flow.resume_held(p0, 0));
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
  CHECK_FALSE(flow.resume_held(p0, 5));
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

TEST_CASE("an abandoned record says whether its start was counted",
          "[intake][job_flow][rebalance]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto one = start(flow, 0);
  flow.count(*one);
  CHECK(flow.abandon(p0).at(0).is_counted);
}

TEST_CASE("draining starts nothing, pauses all and waits for what runs",
          "[intake][job_flow][drain]") {
  job_flow flow({});
  flow.assign(p0, 0);
  const auto running = start(flow, 0);
  flow.add(make_record(1));
  flow.drain();
  CHECK_FALSE(flow.next());
  CHECK_FALSE(flow.add(make_record(2)));
  CHECK(flow.take_to_pause() == std::vector{p0});
  CHECK(flow.take_to_resume().empty());
  CHECK(flow.in_flight() == 1);
  flow.finish(*running);
  CHECK(flow.in_flight() == 0);
  CHECK(flow.committable().at(p0) == 1);
}
