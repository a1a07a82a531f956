// SPDX-License-Identifier: Apache-2.0
#include "intake/ledger.hpp"

#include "intake/ledger_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <vector>

using namespace cordon::intake;

namespace {

ledger begun(int64_t start, std::initializer_list<int64_t> offsets) {
  ledger l(start);
  for (const auto offset : offsets)
    REQUIRE(l.begin(offset));
  return l;
}

} // namespace

TEST_CASE("without a record the ledger commits where it starts", "[intake][ledger]") {
  const ledger empty(42);
  CHECK(empty.committable() == 42);
  CHECK(empty.open() == 0);
  CHECK(empty.finished() == finished_offsets(42));
  CHECK(empty.fullness() == 0);
}

TEST_CASE("records that end out of order commit up to the lowest unfinished one",
          "[intake][ledger]") {
  auto l = begun(10, {10, 11, 12, 13, 14});
  l.finish(11);
  l.finish(13);
  l.finish(14);
  CHECK(l.open() == 2);
  CHECK(l.finished() == finished_offsets(10, {{11, 12}, {13, 15}}));
  l.finish(10);
  CHECK(l.finished() == finished_offsets(12, {{13, 15}}));
  l.finish(12);
  CHECK(l.open() == 0);
  CHECK(l.finished() == finished_offsets(15));
}

TEST_CASE("a gap that was passed over shares the fate of the record behind it",
          "[intake][ledger]") {
  auto l = begun(0, {5, 9});
  CHECK(l.finished() == finished_offsets(5));
  SECTION("which ends first") {
    l.finish(9);
    CHECK(l.finished() == finished_offsets(5, {{6, 10}}));
    l.finish(5);
  }
  SECTION("which ends last") {
    l.finish(5);
    CHECK(l.finished() == finished_offsets(9));
    l.finish(9);
  }
  CHECK_FALSE(l.begin(7));
  CHECK(l.finished() == finished_offsets(10));
}

TEST_CASE("a record read again is not begun again", "[intake][ledger]") {
  auto l = begun(10, {10});
  CHECK_FALSE(l.begin(10));
  l.finish(10);
  CHECK_FALSE(l.begin(10));
  CHECK_FALSE(l.begin(9));
  CHECK(l.committable() == 11);
}

TEST_CASE("a forgotten record holds the commit until it was read again and finished",
          "[intake][ledger]") {
  auto l = begun(10, {10, 11, 12});
  l.forget(11);
  CHECK(l.has_unread());
  l.finish(10);
  l.finish(12);
  CHECK(l.open() == 0);
  CHECK(l.finished() == finished_offsets(11, {{12, 13}}));
  l.finish(11);
  CHECK(l.committable() == 11);
  CHECK(l.begin(11));
  CHECK_FALSE(l.begin(12));
  CHECK_FALSE(l.has_unread());
  CHECK(l.open() == 1);
  CHECK(l.committable() == 11);
  l.finish(11);
  CHECK(l.committable() == 13);
}

TEST_CASE("what is not open can neither be finished nor forgotten", "[intake][ledger]") {
  ledger l(0);
  l.finish(3);
  l.forget(3);
  CHECK(l.committable() == 0);
  l.begin(0);
  l.finish(0);
  l.forget(0);
  CHECK(l.committable() == 1);
  CHECK_FALSE(l.begin(0));
}

TEST_CASE("what was finished before the assignment does not begin again", "[intake][ledger]") {
  ledger l(finished_offsets(10, {{11, 13}, {15, 16}}));
  CHECK(l.finished() == finished_offsets(10, {{11, 13}, {15, 16}}));
  CHECK(l.has_unread());
  for (const int64_t offset : {10, 13, 14, 16})
    CHECK(l.begin(offset));
  CHECK_FALSE(l.has_unread());
  for (const int64_t offset : {9, 11, 12, 15})
    CHECK_FALSE(l.begin(offset));
  l.finish(13);
  CHECK(l.finished() == finished_offsets(10, {{11, 14}, {15, 16}}));
  l.finish(10);
  l.finish(14);
  CHECK(l.finished() == finished_offsets(16));
}

TEST_CASE("what was to be read and was passed over holds up no commit", "[intake][ledger]") {
  ledger l(finished_offsets(10, {{20, 30}, {40, 50}}));
  SECTION("by a finished record") {
    CHECK_FALSE(l.begin(20));
    CHECK(l.finished() == finished_offsets(30, {{40, 50}}));
    CHECK_FALSE(l.begin(45));
    CHECK(l.finished() == finished_offsets(50));
  }
  SECTION("by a record of the same gap") {
    CHECK(l.begin(15));
    CHECK(l.finished() == finished_offsets(15, {{20, 30}, {40, 50}}));
    l.finish(15);
    CHECK(l.committable() == 16);
  }
  SECTION("by a new record") {
    CHECK(l.begin(60));
    CHECK(l.finished() == finished_offsets(60));
  }
}

TEST_CASE("a forgotten record that was compacted away holds up no commit", "[intake][ledger]") {
  auto l = begun(10, {10, 11, 12, 13});
  l.finish(12);
  l.forget(10);
  l.forget(11);
  l.read_again();
  SECTION("where what runs was read again") {
    CHECK_FALSE(l.begin(13));
    CHECK(l.finished() == finished_offsets(13));
  }
  SECTION("where it was read with another") {
    CHECK(l.begin(11));
    CHECK(l.finished() == finished_offsets(11, {{12, 13}}));
  }
}

TEST_CASE("a record that was compacted away shares the fate of the one that runs behind it",
          "[intake][ledger]") {
  auto l = begun(10, {10, 11, 12});
  l.forget(11);
  l.read_again();
  CHECK_FALSE(l.begin(10));
  CHECK_FALSE(l.begin(12));
  CHECK_FALSE(l.has_unread());
  CHECK(l.finished() == finished_offsets(10));
  l.finish(12);
  CHECK(l.finished() == finished_offsets(10, {{11, 13}}));
  CHECK(l.fullness() > 0);
}

TEST_CASE("what would be finished is told beforehand", "[intake][ledger]") {
  auto l = begun(10, {10, 11, 12, 15, 16});
  l.finish(12);
  const std::vector<int64_t> also{10, 15};
  CHECK(l.finished(also) == finished_offsets(11, {{12, 16}}));
  CHECK(l.finished() == finished_offsets(10, {{12, 13}}));
  const std::vector<int64_t> all{10, 11, 15, 16};
  CHECK(l.finished(all) == finished_offsets(17));
}

TEST_CASE("of finished records the ledger keeps none", "[intake][ledger]") {
  ledger l(0);
  l.begin(0);
  for (int64_t offset = 1; offset <= 50'000; ++offset) {
    l.begin(offset);
    l.finish(offset);
  }
  CHECK(l.entries() == 1);
  CHECK(l.finished() == finished_offsets(0, {{1, 50'001}}));
  CHECK(encode_ledger(l.finished()).size() <= 12);
}
