// SPDX-License-Identifier: Apache-2.0
#include "intake/assigned_partitions.hpp"

#include "fake_intake_port.hpp"
#include "intake/ledger_text.hpp"
#include "sample_records.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using intake::finished_offsets;
using kafka::committed_position;
using test::record_at;

namespace {

const job::partition home{"jobs", 3};
const job::partition other{"jobs", 4};

committed_position commit_of(const finished_offsets& finished) {
  return {finished.below, intake::encode_ledger(finished)};
}

struct assignment {
  test::fake_intake_port port;
  intake::job_flow flow{{}};
  intake::assigned_partitions partitions{flow, port};

  job::record_ptr start(int64_t offset) {
    REQUIRE(flow.add(record_at(offset)));
    auto record = flow.next();
    REQUIRE(record);
    flow.run(*record);
    return record;
  }
};

} // namespace

TEST_CASE("a partition is read from its commit on, or where the policy says",
          "[intake][assigned_partitions]") {
  assignment one;
  CHECK(one.partitions.take_on(home, committed_position{42}) == 42);
  CHECK(one.partitions.take_on(other, std::nullopt) == std::nullopt);
  CHECK_FALSE(one.flow.add(record_at(41)));
  CHECK(one.flow.add(record_at(42)));
}

TEST_CASE("what a commit calls finished is not run", "[intake][assigned_partitions]") {
  assignment one;
  CHECK(one.partitions.take_on(home, commit_of({5, {{7, 9}}})) == 5);
  CHECK(one.flow.add(record_at(6)));
  CHECK_FALSE(one.flow.add(record_at(7)));
  CHECK_FALSE(one.flow.add(record_at(8)));
  CHECK(one.flow.add(record_at(9)));
}

TEST_CASE("of a commit that is not understood all from its offset on is run",
          "[intake][assigned_partitions]") {
  assignment one;
  CHECK(one.partitions.take_on(home, committed_position{5, "?"}) == 5);
  CHECK_FALSE(one.partitions.is_unchecked(home));
  CHECK(one.flow.add(record_at(5)));
}

TEST_CASE("what a commit calls finished beyond the log's end is run",
          "[intake][assigned_partitions]") {
  assignment one;
  one.partitions.take_on(home, commit_of({5, {{7, 9}}}));
  REQUIRE(one.partitions.is_unchecked(home));
  one.partitions.check_commit(home, -1);
  REQUIRE(one.partitions.is_unchecked(home));
  one.partitions.check_commit(home, 8);
  CHECK_FALSE(one.partitions.is_unchecked(home));
  CHECK_FALSE(one.flow.add(record_at(7)));
  CHECK(one.flow.add(record_at(8)));
}

TEST_CASE("a commit within the log is left as it is, whatever its end is later",
          "[intake][assigned_partitions]") {
  assignment one;
  one.partitions.take_on(home, commit_of({5, {{7, 9}}}));
  one.partitions.check_commit(home, 9);
  CHECK_FALSE(one.partitions.is_unchecked(home));
  one.partitions.check_commit(home, 8);
  CHECK_FALSE(one.flow.add(record_at(8)));
}

TEST_CASE("a partition that comes back as it was left goes on", "[intake][assigned_partitions]") {
  assignment one;
  one.partitions.take_on(home, committed_position{10});
  const auto runs = one.start(10);
  CHECK_FALSE(one.partitions.hold(home, true));
  CHECK(one.port.held == std::vector{home});
  CHECK(one.partitions.take_on(home, committed_position{10}) == 10);
  one.partitions.give_up_held();
  CHECK(one.port.released == std::vector{home});
  CHECK(one.flow.is_under_way(*runs));
}

TEST_CASE("a partition that another read meanwhile begins with that one's commit",
          "[intake][assigned_partitions]") {
  assignment one;
  one.partitions.take_on(home, committed_position{10});
  const auto runs = one.start(10);
  one.partitions.hold(home, true);
  one.port.abandoned.clear();
  CHECK(one.partitions.take_on(home, committed_position{20}) == 20);
  CHECK(one.port.released.empty());
  CHECK(one.port.abandoned == std::vector{home});
  CHECK_FALSE(one.flow.is_under_way(*runs));
}

TEST_CASE("a partition that does not come back is given up, and its start taken back",
          "[intake][assigned_partitions]") {
  assignment one;
  one.partitions.take_on(home, committed_position{10});
  one.flow.count(*one.start(10));
  one.start(11);
  one.port.abandoned.clear();
  SECTION("with the next assignment") {
    one.partitions.hold(home, true);
    CHECK(one.port.abandoned.empty());
    one.partitions.give_up_held();
  }
  SECTION("or at once") {
    one.partitions.hold(home, false);
  }
  SECTION("or at the end") {
    CHECK(one.partitions.give_up(home) == 2);
  }
  CHECK(one.port.abandoned == std::vector{home});
  CHECK(one.port.taken_back == std::vector<int64_t>{10});
  CHECK(one.flow.states().empty());
}

TEST_CASE("a commit that is not checked does not outlive its partition",
          "[intake][assigned_partitions]") {
  assignment one;
  one.partitions.take_on(home, commit_of({5, {{7, 9}}}));
  one.partitions.hold(home, true);
  CHECK_FALSE(one.partitions.is_unchecked(home));
  CHECK(one.flow.states().empty());
}

TEST_CASE("a log that begins again is run from the record on that tells of it",
          "[intake][assigned_partitions]") {
  assignment one;
  one.partitions.take_on(home, committed_position{10});
  const auto runs = one.start(10);
  CHECK_FALSE(one.partitions.begin_again_at(record_at(11)->at));
  CHECK(one.flow.is_under_way(*runs));
  CHECK_FALSE(one.partitions.begin_again_at(record_at(3)->at));
  CHECK_FALSE(one.flow.is_under_way(*runs));
  CHECK(one.flow.committable().at(home) == 3);
  CHECK(one.flow.add(record_at(3)));
}

TEST_CASE("who pauses a partition is told when it is forgotten", "[intake][assigned_partitions]") {
  assignment one;
  one.flow = intake::job_flow({.max_buffered_records = 1});
  one.partitions.take_on(home, committed_position{10});
  one.flow.add(record_at(10));
  one.flow.add(record_at(11));
  REQUIRE(one.flow.take_to_pause() == std::vector{home});
  SECTION("as the group takes it") {
    CHECK(one.partitions.hold(home, true));
  }
  SECTION("as its log begins again") {
    CHECK(one.partitions.begin_again_at(record_at(3)->at));
  }
}
