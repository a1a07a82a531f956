// SPDX-License-Identifier: Apache-2.0
#include "intake/ledger.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>

using cordon::intake::ledger;
using cordon::intake::offset_run;

namespace {

using runs = std::vector<offset_run>;

/// The same by keeping everything: each offset read, and how it fares.
class naive_ledger {
public:
  enum class fate { open, finished, forgotten };

  explicit naive_ledger(int64_t start) : start_(start), next_(start) {}

  bool begin(int64_t offset) {
    if (offset < start_)
      return false;
    for (; next_ <= offset; ++next_)
      fates_[next_] = next_ == offset ? fate::forgotten : fate::finished;
    if (fates_[offset] != fate::forgotten)
      return false;
    fates_[offset] = fate::open;
    return true;
  }

  void end(int64_t offset, fate how) {
    if (const auto found = fates_.find(offset);
        found != fates_.end() && found->second == fate::open)
      found->second = how;
  }

  int64_t committable() const {
    for (const auto& [offset, how] : fates_)
      if (how != fate::finished)
        return offset;
    return next_;
  }

  size_t open() const {
    size_t count = 0;
    for (const auto& [offset, how] : fates_)
      count += how == fate::open ? 1 : 0;
    return count;
  }

  runs finished_beyond() const {
    runs found;
    for (auto at = fates_.upper_bound(committable()); at != fates_.end(); ++at) {
      if (at->second != fate::finished)
        continue;
      if (!found.empty() && found.back().end == at->first)
        ++found.back().end;
      else
        found.push_back({at->first, at->first + 1});
    }
    return found;
  }

private:
  int64_t start_;
  int64_t next_;
  std::map<int64_t, fate> fates_;
};

} // namespace

TEST_CASE("without a record the ledger commits where it starts", "[intake][ledger]") {
  const ledger empty(42);
  CHECK(empty.committable() == 42);
  CHECK(empty.open() == 0);
  CHECK(empty.finished_beyond().empty());
}

TEST_CASE("records that end out of order commit up to the lowest unfinished one",
          "[intake][ledger]") {
  ledger l(10);
  for (const int64_t offset : {10, 11, 12, 13, 14})
    CHECK(l.begin(offset));
  l.finish(11);
  l.finish(13);
  l.finish(14);
  CHECK(l.committable() == 10);
  CHECK(l.open() == 2);
  CHECK(l.finished_beyond() == runs{{11, 12}, {13, 15}});
  l.finish(10);
  CHECK(l.committable() == 12);
  CHECK(l.finished_beyond() == runs{{13, 15}});
  l.finish(12);
  CHECK(l.committable() == 15);
  CHECK(l.open() == 0);
  CHECK(l.finished_beyond().empty());
}

TEST_CASE("a gap that was passed over counts as finished", "[intake][ledger]") {
  ledger l(0);
  l.begin(5);
  CHECK(l.committable() == 5);
  l.begin(9);
  CHECK(l.finished_beyond() == runs{{6, 9}});
  l.finish(5);
  CHECK(l.committable() == 9);
  CHECK_FALSE(l.begin(7));
  l.finish(9);
  CHECK(l.committable() == 10);
}

TEST_CASE("a record read again is not begun again", "[intake][ledger]") {
  ledger l(10);
  CHECK(l.begin(10));
  CHECK_FALSE(l.begin(10));
  l.finish(10);
  CHECK_FALSE(l.begin(10));
  CHECK_FALSE(l.begin(9));
  CHECK(l.committable() == 11);
}

TEST_CASE("a forgotten record holds the commit until it was read again and finished",
          "[intake][ledger]") {
  ledger l(10);
  for (const int64_t offset : {10, 11, 12})
    l.begin(offset);
  l.forget(11);
  l.finish(10);
  l.finish(12);
  CHECK(l.open() == 0);
  CHECK(l.committable() == 11);
  CHECK(l.finished_beyond() == runs{{12, 13}});
  l.finish(11);
  CHECK(l.committable() == 11);
  CHECK(l.begin(11));
  CHECK_FALSE(l.begin(12));
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

TEST_CASE("the ledger agrees with one that keeps everything", "[intake][ledger]") {
  std::mt19937 random(5);
  for (int history = 0; history < 300; ++history) {
    const int64_t start = static_cast<int64_t>(random() % 100);
    ledger l(start);
    naive_ledger naive(start);
    int64_t highest = start;
    for (int step = 0; step < 150; ++step) {
      const auto back = static_cast<int64_t>(random() % 25);
      const int64_t offset = highest - back;
      switch (random() % 5) {
      case 0:
        highest += 1 + (random() % 4 == 0 ? static_cast<int64_t>(random() % 4) : 0);
        REQUIRE(l.begin(highest) == naive.begin(highest));
        break;
      case 1:
        REQUIRE(l.begin(offset) == naive.begin(offset));
        break;
      case 2:
        l.forget(offset);
        naive.end(offset, naive_ledger::fate::forgotten);
        break;
      default:
        l.finish(offset);
        naive.end(offset, naive_ledger::fate::finished);
      }
      REQUIRE(l.committable() == naive.committable());
      REQUIRE(l.open() == naive.open());
      REQUIRE(l.finished_beyond() == naive.finished_beyond());
    }
  }
}
