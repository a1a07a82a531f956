// SPDX-License-Identifier: Apache-2.0
#include "intake/job_flow.hpp"

#include "intake/ledger_text.hpp"
#include "started_records.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace cordon;
using intake::finished_offsets;
using intake::job_flow;
using test::make_record;
using test::p0;
using test::p1;
using test::start;

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

TEST_CASE("what was finished before the assignment is not run", "[intake][job_flow]") {
  job_flow flow({});
  flow.assign(p0, finished_offsets(10, {{11, 13}}));
  const auto stuck = start(flow, 10);
  CHECK_FALSE(flow.add(make_record(11)));
  CHECK_FALSE(flow.add(make_record(12)));
  const auto next = start(flow, 13);
  flow.finish(*next);
  flow.finish(*stuck);
  CHECK(flow.committable().at(p0) == 14);
}

TEST_CASE("what a transaction finishes is told before it is committed",
          "[intake][job_flow][commit]") {
  job_flow flow({});
  flow.assign(p0, 10);
  flow.assign(p1, 20);
  const auto a = start(flow, 10);
  const auto b = start(flow, 11);
  const auto c = start(flow, 12);
  REQUIRE(flow.add(make_record(20, {}, 1)));
  const auto d = flow.next();
  flow.finish(*b);
  const auto text = [](const finished_offsets& all) {
    return job_flow::position{all.below, encode_ledger(all)};
  };
  const auto now = flow.committable_with({});
  CHECK(now.at(p0) == text({10, {{11, 12}}}));
  CHECK(now.at(p1) == text(20));
  const auto then = flow.committable_with({c, d});
  CHECK(then.at(p0) == text({10, {{11, 13}}}));
  CHECK(then.at(p1) == text(21));
  CHECK(flow.committable_with({}) == now);
  CHECK(flow.committable_with({c, a}).at(p0) == text(13));

  // Records that are over, unknown, held or elsewhere count for nothing.
  CHECK(flow.committable_with({b, make_record(10), make_record(5, {}, 7), nullptr}) == now);
  flow.run(*d);
  flow.hold(p1);
  CHECK(flow.committable_with({d}) == now);
  flow.abandon(p1);
  CHECK(flow.committable_with({d}).size() == 1);
}
