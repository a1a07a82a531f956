// SPDX-License-Identifier: Apache-2.0
#include "kafka/batch_end.hpp"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <vector>

using namespace cordon;
using namespace cordon::kafka;

namespace {

struct bad_batch {
  int64_t first;
  int64_t end;
  reading::outcome how = reading::outcome::broken;
};

/// A partition of 100,000 offsets, readable but for some batches; counts what it is asked.
struct fake_partition {
  static constexpr int64_t end = 100'000;
  std::vector<bad_batch> bad;
  int asked = 0;

  expected<reading> read(int64_t offset) {
    ++asked;
    for (const auto& one : bad)
      if (one.first <= offset && offset < one.end)
        return reading{one.how, one.how == reading::outcome::broken ? one.first : -1};
    return reading{};
  }

  expected<int64_t> end_of_batch_at(int64_t first) {
    return find_batch_end([this](int64_t offset) { return read(offset); }, first, end);
  }
};

constexpr auto silent = reading::outcome::silent;

} // namespace

TEST_CASE("what can be read after all has no unreadable batch", "[kafka][batch_end]") {
  fake_partition partition{{{10, 20}}};
  CHECK(partition.end_of_batch_at(9) == 9);
  CHECK(partition.end_of_batch_at(20) == 20);
}

TEST_CASE("the end of a broken batch is found to the offset", "[kafka][batch_end]") {
  for (const int64_t length : {1, 2, 3, 4, 7, 500, 65'536, 99'990}) {
    fake_partition partition{{{10, 10 + length}}};
    CHECK(partition.end_of_batch_at(10) == 10 + length);
    CHECK(partition.asked < 100);
  }
}

TEST_CASE("a broken batch that is the partition's last ends with it", "[kafka][batch_end]") {
  fake_partition partition{{{10, fake_partition::end}}};
  CHECK(partition.end_of_batch_at(10) == fake_partition::end);
  CHECK(partition.end_of_batch_at(fake_partition::end - 1) == fake_partition::end);
}

TEST_CASE("records between two broken batches are not passed over", "[kafka][batch_end]") {
  for (int64_t records = 0; records < 40; ++records) {
    fake_partition partition{{{10, 15}, {15 + records, 90'000}}};
    CHECK(partition.end_of_batch_at(10) == 15);
    CHECK(partition.end_of_batch_at(12) == 15);
  }
}

TEST_CASE("records between two silent batches are not passed over", "[kafka][batch_end]") {
  for (int64_t records = 1; records < 40; ++records) {
    fake_partition partition{{{10, 15, silent}, {15 + records, 2'000, silent}}};
    CHECK(partition.end_of_batch_at(10) == 15);
  }
}

TEST_CASE("a broken batch behind a silent one is another", "[kafka][batch_end]") {
  fake_partition partition{{{10, 15, silent}, {15, 17}, {17, 20, silent}}};
  CHECK(partition.end_of_batch_at(11) == 15);
  CHECK(partition.end_of_batch_at(15) == 17);
}

TEST_CASE("nothing is passed over where the partition's end is silent, too", "[kafka][batch_end]") {
  fake_partition partition{{{10, fake_partition::end + 1, silent}}};
  CHECK_FALSE(partition.end_of_batch_at(10));
}

TEST_CASE("nothing is passed over that fails only once", "[kafka][batch_end]") {
  fake_partition partition{{{10, 20}}};
  std::optional<int64_t> recovers_after;
  const auto read = [&](int64_t offset) -> expected<reading> {
    if (partition.asked == recovers_after)
      partition.bad.clear();
    return partition.read(offset);
  };
  recovers_after = 1;
  CHECK_FALSE(find_batch_end(read, 10, fake_partition::end) == 20);
  partition = {{{10, 20}}};
  recovers_after = 9;
  CHECK_FALSE(find_batch_end(read, 10, fake_partition::end) == 20);
}

TEST_CASE("where the broker does not answer nothing is found", "[kafka][batch_end]") {
  const auto none = find_batch_end(
      [](int64_t) -> expected<reading> { return fail(errc::peer_died, "gone", {}, true); }, 10, 20);
  REQUIRE_FALSE(none);
  CHECK(none.error().what == "gone");
}
