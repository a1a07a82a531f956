// SPDX-License-Identifier: Apache-2.0
#include "intake/job_flow.hpp"
#include "sample_records.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using intake::job_flow;
using intake::partition_id;
using test::record_at;

namespace {

const partition_id jobs{"jobs", 3};

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

TEST_CASE("records that rest have a bound of their own", "[intake][job_flow]") {
  flow_fixture f(2);
  f.flow.rest(*f.flow.next());
  const auto second = f.flow.next();
  f.flow.rest(*second);
  CHECK_FALSE(f.flow.next());
  REQUIRE(f.flow.look_up_again(*second));
  f.flow.run(*second);
  CHECK(f.flow.next());
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
