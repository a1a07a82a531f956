// SPDX-License-Identifier: Apache-2.0
#include "intake/ledger.hpp"

#include "intake/ledger_text.hpp"
#include "ledger_model.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <iterator>
#include <random>
#include <set>
#include <vector>

using namespace cordon::intake;
using fate = ledger_model::fate;

namespace {

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
    const auto committed = decode_ledger(encode_ledger(real.finished()), real.committable());
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
        const auto text = encode_ledger(h.real.finished());
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
