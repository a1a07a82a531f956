// SPDX-License-Identifier: Apache-2.0
#include "job/big_endian.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace cordon::job;

namespace {

std::string bytes(std::initializer_list<int> values) {
  std::string made;
  for (const int value : values)
    made += static_cast<char>(value);
  return made;
}

} // namespace

TEST_CASE("numbers are written with the highest byte first", "[job][big_endian]") {
  CHECK(big_endian(int32_t{0x01020384}) == bytes({1, 2, 3, 0x84}));
  CHECK(big_endian(int64_t{-2}) == bytes({255, 255, 255, 255, 255, 255, 255, 254}));
  CHECK(big_endian(int64_t{0x1234}, 2) == bytes({0x12, 0x34}));
}

TEST_CASE("what was written is read back, whatever its length", "[job][big_endian]") {
  for (const auto number : {std::numeric_limits<int64_t>::min(), int64_t{-129}, int64_t{-1},
                            int64_t{0}, int64_t{128}, std::numeric_limits<int64_t>::max()})
    CHECK(from_big_endian(big_endian(number)) == number);
  CHECK(from_big_endian(bytes({0x80})) == -128);
  CHECK(from_big_endian(bytes({0, 0x80})) == 128);
  CHECK_FALSE(from_big_endian(""));
  CHECK_FALSE(from_big_endian(std::string(9, '\0')));
}

TEST_CASE("a number of another length is none of its type", "[job][big_endian]") {
  CHECK(from_big_endian_as<int32_t>(bytes({255, 255, 255, 255})) == -1);
  CHECK_FALSE(from_big_endian_as<int32_t>(bytes({0, 0, 1})));
  CHECK_FALSE(from_big_endian_as<int64_t>(bytes({0, 0, 0, 1})));
}
