// SPDX-License-Identifier: Apache-2.0
#include "newest_letters.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::workers;

namespace {

dead_letter letter(int64_t timestamp_ms, int32_t partition, int64_t offset) {
  dead_letter made;
  made.at = {"dlt", partition, offset};
  made.timestamp_ms = timestamp_ms;
  return made;
}

std::vector<int64_t> offsets_of(newest_letters& letters) {
  std::vector<int64_t> all;
  for (const auto& one : letters.take())
    all.push_back(one.at.offset);
  return all;
}

} // namespace

TEST_CASE("the newest dead letters of all partitions are kept, in whatever order they come",
          "[workers][dead_letter]") {
  newest_letters letters(3);
  letters.add(letter(40, 0, 4));
  letters.add(letter(50, 0, 6));
  letters.add(letter(10, 0, 0));
  letters.add(letter(20, 1, 9));
  letters.add(letter(45, 1, 11));
  CHECK(offsets_of(letters) == std::vector<int64_t>{4, 11, 6});
}

TEST_CASE("of dead letters of the same moment the later in a partition is the newer",
          "[workers][dead_letter]") {
  newest_letters letters(2);
  letters.add(letter(10, 0, 6));
  letters.add(letter(10, 0, 8));
  letters.add(letter(10, 0, 2)); // from further back
  letters.add(letter(10, 0, 4));
  CHECK(offsets_of(letters) == std::vector<int64_t>{6, 8});
}
