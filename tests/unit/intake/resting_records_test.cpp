// SPDX-License-Identifier: Apache-2.0
#include "intake/job_flow.hpp"
#include "sample_records.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using intake::job_flow;
using test::record_at;

namespace {

const job::partition jobs{"jobs", 3};

/// Up to `max_in_flight` records at the same time.
struct flow_fixture {
  explicit flow_fixture(size_t max_in_flight) : flow({.max_in_flight = max_in_flight}) {
    flow.assign(jobs, 0);
    for (int64_t offset = 0; offset < 10; ++offset)
      flow.add(record_at(offset, offset < 2 ? std::optional<std::string>("k") : std::nullopt));
  }

  job_flow flow;
};

} // namespace

TEST_CASE("a record that rests takes no place among those in flight", "[intake][job_flow]") {
  flow_fixture f(2);
  const auto first = f.flow.next();
  const auto second = f.flow.next();
  CHECK_FALSE(f.flow.next());
  f.flow.rest(*first);
  REQUIRE(f.flow.next());
  CHECK_FALSE(f.flow.next());
  CHECK(f.flow.committable().at(jobs) == 0);
}

TEST_CASE("more records may rest than run", "[intake][job_flow]") {
  flow_fixture f(1);
  for (int rested = 0; rested < 5; ++rested) {
    const auto one = f.flow.next();
    REQUIRE(one);
    f.flow.rest(*one);
  }
  CHECK(f.flow.next());
  CHECK_FALSE(f.flow.next());
}

TEST_CASE("the bytes of records that rest hold nobody up", "[intake][job_flow]") {
  job_flow flow({.max_bytes_in_flight = 1'500});
  flow.assign(jobs, 0);
  for (int64_t offset = 0; offset < 4; ++offset)
    flow.add(record_at(offset, std::nullopt, std::string(1'000, 'x')));
  const auto first = flow.next();
  const auto second = flow.next();
  REQUIRE(second);
  CHECK_FALSE(flow.next());
  flow.rest(*first);
  flow.rest(*second);
  const auto third = flow.next();
  REQUIRE(third);
  // They count again once they are looked up, and go with their partition.
  REQUIRE(flow.look_up_again(*first));
  CHECK_FALSE(flow.next());
  flow.finish(*first);
  CHECK(flow.next());
  flow.abandon(jobs);
  flow.assign(jobs, 0);
  for (int64_t offset = 0; offset < 2; ++offset)
    flow.add(record_at(offset, std::nullopt, std::string(1'000, 'x')));
  CHECK(flow.next());
  CHECK(flow.next());
}

TEST_CASE("where too many rest, only their partitions wait", "[intake][job_flow]") {
  const job::partition other{"jobs", 4};
  job_flow::limits bounds{.max_in_flight = 10};
  SECTION("by their number") {
    bounds.max_resting = 2;
  }
  SECTION("by their bytes") {
    bounds.max_resting_bytes = 3'000;
  }
  job_flow flow(bounds);
  flow.assign(jobs, 0);
  for (int64_t offset = 0; offset < 4; ++offset)
    flow.add(record_at(offset, std::nullopt, std::string(1'500, 'x')));
  const auto first = flow.next();
  const auto second = flow.next();
  flow.rest(*first);
  flow.rest(*second);
  CHECK_FALSE(flow.next());
  flow.assign(other, 0);
  auto elsewhere = *record_at(0);
  elsewhere.at.partition = other.number;
  flow.add(std::make_shared<const job::record>(elsewhere));
  const auto third = flow.next();
  REQUIRE(third);
  CHECK(third->at.partition == other.number);
  CHECK_FALSE(flow.next());
  REQUIRE(flow.look_up_again(*second));
  flow.finish(*second);
  CHECK(flow.next());
}

TEST_CASE("a record that rests keeps its key's order", "[intake][job_flow]") {
  flow_fixture f(8);
  const auto first = f.flow.next();
  f.flow.rest(*first);
  CHECK(f.flow.next()->at.offset == 2);
  REQUIRE(f.flow.look_up_again(*first));
  f.flow.run(*first);
  CHECK(f.flow.finish(*first));
  CHECK(f.flow.next()->at.offset == 1);
}

TEST_CASE("only a record that rests is looked up again", "[intake][job_flow]") {
  flow_fixture f(8);
  const auto first = f.flow.next();
  CHECK_FALSE(f.flow.look_up_again(*first));
  f.flow.rest(*first);
  SECTION("not one whose partition is held") {
    f.flow.hold(jobs);
  }
  SECTION("not in a drain") {
    f.flow.drain();
  }
  SECTION("not one that is another worker's") {
    f.flow.abandon(jobs);
  }
  CHECK_FALSE(f.flow.look_up_again(*first));
  CHECK(f.flow.in_flight() == 0);
}
