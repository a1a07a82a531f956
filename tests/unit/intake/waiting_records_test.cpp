// SPDX-License-Identifier: Apache-2.0
#include "intake/waiting_records.hpp"

#include "sample_records.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>
#include <utility>

using namespace cordon::intake;
using namespace cordon::test;
using cordon::job::record_ptr;

namespace {

/// The offset of the next record; -1 where there is none.
int64_t next_offset(waiting_records& waiting) {
  const auto next = waiting.next();
  return next ? next->at.offset : -1;
}

/// The same by looking through all that waits.
class naive_waiting {
public:
  void add(record_ptr record) { waiting_.push_back(std::move(record)); }

  record_ptr next() {
    const auto found = std::ranges::find_if(waiting_, [&](const auto& record) {
      return !record->key || !busy_.contains(*record->key);
    });
    if (found == waiting_.end())
      return nullptr;
    auto record = *found;
    waiting_.erase(found);
    if (record->key)
      busy_.insert(*record->key);
    return record;
  }

  void finished(const cordon::job::record& record) {
    if (record.key)
      busy_.erase(*record.key);
  }

  std::vector<int64_t> clear() {
    std::vector<int64_t> offsets;
    for (const auto& record : std::exchange(waiting_, {}))
      offsets.push_back(record->at.offset);
    return offsets;
  }

private:
  std::vector<record_ptr> waiting_;
  std::set<std::string> busy_;
};

} // namespace

TEST_CASE("records of one key go one at a time and in order", "[intake][waiting]") {
  waiting_records waiting(ordering::key);
  const auto first = record_at(1, "a");
  waiting.add(first);
  waiting.add(record_at(2, "a"));
  waiting.add(record_at(3, "b"));
  CHECK(waiting.next() == first);
  CHECK(next_offset(waiting) == 3);
  CHECK(waiting.next() == nullptr);
  waiting.add(record_at(4, "a"));
  CHECK(waiting.next() == nullptr);
  waiting.finished(*first);
  CHECK(next_offset(waiting) == 2);
  CHECK(waiting.next() == nullptr);
  waiting.finished(*record_at(2, "a"));
  CHECK(next_offset(waiting) == 4);
  CHECK(waiting.records() == 0);
}

TEST_CASE("a key that becomes free goes before what arrived later", "[intake][waiting]") {
  waiting_records waiting(ordering::key);
  for (const auto& [offset, key] : {std::pair{1, "a"}, {2, "a"}, {3, "b"}, {4, "c"}})
    waiting.add(record_at(offset, key));
  CHECK(next_offset(waiting) == 1);
  waiting.finished(*record_at(1, "a"));
  CHECK(next_offset(waiting) == 2);
  CHECK(next_offset(waiting) == 3);
}

TEST_CASE("records without a key have no order, an empty key has", "[intake][waiting]") {
  waiting_records waiting(ordering::key);
  waiting.add(record_at(1));
  waiting.add(record_at(2));
  waiting.add(record_at(3, ""));
  waiting.add(record_at(4, ""));
  CHECK(next_offset(waiting) == 1);
  CHECK(next_offset(waiting) == 2);
  CHECK(next_offset(waiting) == 3);
  CHECK(next_offset(waiting) == -1);
  waiting.finished(*record_at(1));
  CHECK(next_offset(waiting) == -1);
  waiting.finished(*record_at(3, ""));
  CHECK(next_offset(waiting) == 4);
}

TEST_CASE("a partition in order has one record under way", "[intake][waiting]") {
  waiting_records waiting(ordering::partition);
  waiting.add(record_at(1, "a"));
  waiting.add(record_at(2));
  waiting.add(record_at(3, "b"));
  CHECK(next_offset(waiting) == 1);
  CHECK(next_offset(waiting) == -1);
  waiting.finished(*record_at(1, "a"));
  CHECK(next_offset(waiting) == 2);
  waiting.finished(*record_at(2));
  CHECK(next_offset(waiting) == 3);
}

TEST_CASE("unordered records wait for nothing", "[intake][waiting]") {
  waiting_records waiting(ordering::unordered);
  for (const int64_t offset : {1, 2, 3})
    waiting.add(record_at(offset, "a"));
  for (const int64_t offset : {1, 2, 3})
    CHECK(next_offset(waiting) == offset);
}

TEST_CASE("the bytes that wait are what keys, values and headers take in memory",
          "[intake][waiting]") {
  constexpr size_t one = sizeof(cordon::job::record);
  constexpr size_t header = 2 * sizeof(cordon::job::record_header);
  waiting_records waiting(ordering::key);
  waiting.add(record_at(1, "key", "value", {{"name", "x"}, {"null", std::nullopt}}));
  CHECK(waiting.bytes() == one + 3 + 5 + header + 5 + 4);
  waiting.add(record_at(2, "key", std::nullopt));
  CHECK(waiting.bytes() == 2 * one + header + 17 + 3);
  CHECK(waiting.first_bytes() == one + header + 17);
  CHECK(waiting.records() == 2);
  waiting.next();
  CHECK(waiting.bytes() == one + 3);
  CHECK(waiting.records() == 1);
  waiting.clear();
  CHECK(waiting.bytes() == 0);
  CHECK(waiting.records() == 0);
}

TEST_CASE("what is dropped leaves what is under way as it is", "[intake][waiting]") {
  waiting_records waiting(ordering::key);
  for (const auto& [offset, key] : {std::pair{1, "a"}, {2, "a"}, {3, "b"}, {4, "b"}, {5, "a"}})
    waiting.add(record_at(offset, key));
  CHECK(next_offset(waiting) == 1);
  CHECK(waiting.clear() == std::vector<int64_t>{2, 3, 4, 5});
  CHECK(waiting.clear().empty());
  waiting.add(record_at(2, "a"));
  waiting.add(record_at(3, "b"));
  CHECK(next_offset(waiting) == 3);
  CHECK(next_offset(waiting) == -1);
  waiting.finished(*record_at(1, "a"));
  CHECK(next_offset(waiting) == 2);
}

TEST_CASE("the order is that of looking through all that waits", "[intake][waiting]") {
  std::mt19937 random(7);
  for (int history = 0; history < 200; ++history) {
    waiting_records waiting(ordering::key);
    naive_waiting naive;
    std::vector<record_ptr> under_way;
    int64_t offset = 0;
    for (int step = 0; step < 200; ++step) {
      const auto choice = random() % 20;
      if (choice < 9) {
        const auto key = random() % 6;
        const auto record =
            key == 0 ? record_at(offset++) : record_at(offset++, std::to_string(key));
        waiting.add(record);
        naive.add(record);
      } else if (choice < 15) {
        const auto next = waiting.next();
        REQUIRE(next == naive.next());
        if (next)
          under_way.push_back(next);
      } else if (choice < 19 && !under_way.empty()) {
        const auto done = under_way.begin() + static_cast<int>(random() % under_way.size());
        waiting.finished(**done);
        naive.finished(**done);
        under_way.erase(done);
      } else if (choice == 19 && random() % 5 == 0) {
        REQUIRE(waiting.clear() == naive.clear());
      }
    }
  }
}
