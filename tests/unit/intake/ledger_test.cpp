// SPDX-License-Identifier: Apache-2.0
#include "intake/ledger.hpp"

#include "intake/ledger_text.hpp"
#include "ledger_model.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <random>

using namespace cordon::intake;
using fate = ledger_model::fate;

namespace {

ledger begun(int64_t start, std::initializer_list<int64_t> offsets) {
  ledger l(start);
  for (const auto offset : offsets)
    REQUIRE(l.begin(offset));
  return l;
}

std::string text_of(const ledger& l) {
  return encode_ledger(l.finished());
}

/// A ledger and its model that see the same records, and what becomes of them.
struct history {
  ledger_model model;
  ledger real;

  history(int64_t start, const std::set<int64_t>& records)
      : model(start, records), real(finished_offsets(start)) {}

  void read() {
    if (const auto offset = model.read(); offset >= 0)
      REQUIRE(real.begin(offset) == model.begin(offset));
  }

  void finish(int64_t offset) {
    real.finish(offset);
    model.end(offset, fate::finished);
  }

  void forget(int64_t offset) {
    real.forget(offset);
    model.end(offset, fate::unread);
  }

  /// A rebalance that gives the partition back: some records go on.
  void hold(std::mt19937& random) {
    const auto open = model.open();
    for (const auto offset : open)
      if (random() % 2 == 0)
        forget(offset);
    real.read_again();
    model.read_again(real.committable());
  }

  /// A crash: another worker begins with what was committed.
  void reassign() {
    const auto open = model.open();
    for (const auto offset : open)
      model.end(offset, fate::unread);
    const auto committed = decode_ledger(text_of(real), real.committable());
    REQUIRE(committed);
    real = ledger(*committed);
    model.read_again(real.committable());
  }

  void check() const {
    const auto said = real.finished();
    REQUIRE(is_well_formed(said));
    REQUIRE(said.below == real.committable());
    REQUIRE(model.agrees(said));
    REQUIRE(real.open() == model.open().size());
    const auto span = said.beyond.empty() ? 0 : said.beyond.back().end - said.below - 1;
    REQUIRE(real.fullness() * max_ledger_text == ledger_text_bound(span, said.beyond.size()));
  }
};

/// Reads and starts records while the bound allows it.
std::vector<int64_t> start_all(history& h) {
  std::vector<int64_t> started;
  for (h.read();; h.read()) {
    const auto last = *h.model.open().rbegin();
    if (!h.real.may_start(last))
      return started;
    started.push_back(last);
    h.real.start(last);
  }
}

/// Makes the most runs.
std::vector<int64_t> every_second_first(std::mt19937&, std::vector<int64_t> offsets) {
  size_t at = 0;
  std::ranges::stable_partition(offsets, [&](int64_t) { return at++ % 2 == 0; });
  return offsets;
}

std::vector<int64_t> at_random(std::mt19937& random, std::vector<int64_t> offsets) {
  std::ranges::shuffle(offsets, random);
  return offsets;
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

TEST_CASE("the ledger agrees with one that keeps everything", "[intake][ledger]") {
  std::mt19937 random(5);
  for (int round = 0; round < 400; ++round) {
    const auto start = static_cast<int64_t>(random() % 100);
    const bool is_dense = round % 2 == 0;
    const auto records = records_of_log(random, start, 120, is_dense ? 1 : 4);
    history h(start, records);
    const auto reads = 40 + random() % 40; // of a hundred steps: more of them leave more open
    for (int step = 0; step < 250; ++step) {
      const auto choice = random() % 100;
      const bool has_open = !h.model.open().empty();
      if (choice < reads)
        h.read();
      else if (choice < 92 && has_open)
        h.finish(h.model.any_open(random));
      else if (choice <= 93)
        h.hold(random);
      else if (choice == 94)
        h.reassign();
      else if (!is_dense)
        h.model.compact(*std::next(records.begin(), static_cast<int>(random() % 100)));
      h.check();
      if (is_dense)
        REQUIRE(h.real.committable() == h.model.lowest_unfinished());
    }
    while (!h.model.open().empty())
      h.finish(h.model.any_open(random));
    h.reassign();
    for (size_t left = records.size(); left > 0; --left) {
      h.read();
      if (!h.model.open().empty())
        h.finish(h.model.any_open(random));
    }
    h.check();
    REQUIRE(h.real.finished().beyond.empty());
    REQUIRE(h.real.entries() == 0);
  }
}

TEST_CASE("what is told beforehand is what comes", "[intake][ledger]") {
  std::mt19937 random(6);
  for (int round = 0; round < 300; ++round) {
    history h(0, records_of_log(random, 0, 60, 1 + random() % 3));
    std::vector<int64_t> also;
    for (int i = 0; i < 60; ++i)
      h.read();
    for (auto offset : h.model.open())
      if (random() % 3 == 0)
        also.push_back(offset);
    const auto told = h.real.finished(also);
    for (const auto offset : also)
      h.finish(offset);
    REQUIRE(h.real.finished() == told);
  }
}

TEST_CASE("in whatever order they end, what may start keeps the text within its bound",
          "[intake][ledger][back_pressure]") {
  std::mt19937 random(8);
  for (const uint32_t distance : {1U, 3U, 40U, 300U, 20'000U}) {
    history h(0, records_of_log(random, 0, 60'000, distance));
    // The lowest is stuck.
    h.read();
    h.real.start(0);
    size_t most = 0;
    for (const auto pick : {every_second_first, at_random}) {
      const auto order = pick(random, start_all(h));
      REQUIRE(order.size() > 500);
      for (size_t i = 0; i < order.size(); ++i) {
        h.finish(order[i]);
        if (i % 64 != 0)
          continue;
        const auto text = text_of(h.real);
        REQUIRE(text.size() <= max_ledger_text);
        REQUIRE(decode_ledger(text, 0) == h.real.finished());
        REQUIRE(static_cast<double>(text.size()) <= h.real.fullness() * max_ledger_text);
        most = std::max(most, text.size());
      }
    }
    CAPTURE(distance, most);
    CHECK(most > max_ledger_text / 3); // the bound is not much narrower than it must be
    h.finish(0);
    CHECK(h.real.may_start(*h.model.open().begin()));
  }
}

TEST_CASE("the lowest unfinished record may start, however full the ledger is",
          "[intake][ledger][back_pressure]") {
  // Two unfinished ones, and then so many finished ones, as a bitmap and as run lengths.
  const int64_t length = GENERATE(1, 200);
  const int64_t period = 2 + length;
  const int64_t runs = length == 1 ? 8'186 : 1'000;
  finished_offsets full(0);
  for (int64_t i = 0; i < runs; ++i)
    full.beyond.push_back({i * period + 2, (i + 1) * period});
  REQUIRE(decode_ledger(encode_ledger(full), 0) == full);
  ledger l(full);
  CHECK(l.fullness() > 0.95);
  for (int64_t i = 0; i < runs; ++i)
    for (const int64_t offset : {i * period, i * period + 1}) {
      REQUIRE(l.begin(offset));
      REQUIRE(l.may_start(offset));
      l.start(offset);
      if (i % 256 == 0)
        REQUIRE(decode_ledger(text_of(l), offset) == l.finished());
      l.finish(offset);
    }
  CHECK(l.finished() == finished_offsets(runs * period));
}

TEST_CASE("of a full ledger none but the lowest unfinished record may start",
          "[intake][ledger][back_pressure]") {
  finished_offsets full(0);
  for (int64_t i = 0; i < 1'000; ++i)
    full.beyond.push_back({i * 202 + 2, (i + 1) * 202});
  ledger l(full);
  l.begin(0);
  l.begin(1);
  CHECK(l.may_start(0));
  l.start(0);
  CHECK_FALSE(l.may_start(1));
  l.finish(0);
  CHECK(l.may_start(1));
}

TEST_CASE("what was only read takes no room in a ledger", "[intake][ledger][back_pressure]") {
  // As a bitmap, for run lengths are longer: 4,000 runs of one record each.
  ledger l(finished_offsets(0));
  for (int64_t offset = 0; offset < 8'000; ++offset) {
    l.begin(offset);
    if (offset % 2 == 1)
      l.finish(offset);
  }
  l.start(0);
  for (int64_t offset = 8'000; offset < 70'000; ++offset)
    l.begin(offset);
  CHECK(l.may_start(8'000));
  CHECK_FALSE(l.may_start(69'999));
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
  CHECK(text_of(l).size() <= 12);
}
