// SPDX-License-Identifier: Apache-2.0
#include "look_back.hpp"

#include <catch2/catch_test_macros.hpp>
#include <functional>

using namespace cordon::workers;

namespace {

struct outcome {
  uint64_t found = 0;
  int64_t read = 0; ///< offsets
  int windows = 0;
};

/// Looks back over offsets of which those have a record that `has_record` says. Windows must join.
outcome look(int64_t begin, int64_t end, uint64_t wanted,
             const std::function<bool(int64_t)>& has_record) {
  outcome seen;
  look_back back({begin, end}, wanted);
  auto at = end;
  while (const auto window = back.next()) {
    CHECK(window->end == at);
    at = window->begin;
    CHECK(window->begin >= begin);
    REQUIRE(window->begin < window->end);
    ++seen.windows;
    seen.read += window->end - window->begin;
    for (auto offset = window->begin; offset < window->end; ++offset)
      if (has_record(offset)) {
        back.found();
        ++seen.found;
      }
  }
  return seen;
}

} // namespace

TEST_CASE("without a limit all of a partition is read at once", "[workers][look_back]") {
  look_back back({3, 1'000'000}, std::nullopt);
  CHECK(back.next() == offset_window{3, 1'000'000});
  CHECK_FALSE(back.next());
  CHECK_FALSE(look_back({7, 7}, std::nullopt).next());
  CHECK_FALSE(look_back({7, 7}, 1).next());
}

TEST_CASE("the newest records are found where every second offset is a marker",
          "[workers][look_back]") {
  for (const uint64_t wanted : {1, 2, 3, 100, 5000}) {
    const auto seen = look(0, 100'000, wanted, [](int64_t offset) { return offset % 2 == 0; });
    CHECK(seen.found >= wanted);
    CHECK(seen.windows == 1);
  }
}

TEST_CASE("where few offsets have records, it looks further back, twice as far each time",
          "[workers][look_back]") {
  const auto sparse = look(0, 1'000'000, 10, [](int64_t offset) { return offset % 1000 == 0; });
  CHECK(sparse.found >= 10);
  CHECK(sparse.read < 2 * 10'000 + 1000);
  CHECK(sparse.windows <= 10);
  const auto aborted = look(0, 1'000'000, 10, [](int64_t offset) { return offset < 20; });
  CHECK(aborted.found == 20);
  CHECK(aborted.windows <= 20);
}

TEST_CASE("looking back ends at the beginning of the partition", "[workers][look_back]") {
  const auto few = look(500, 5000, 10, [](int64_t offset) { return offset == 600; });
  CHECK(few.found == 1);
  CHECK(few.read == 4500);
  CHECK(look(0, 10, UINT64_MAX, [](int64_t) { return true; }).found == 10);
}
