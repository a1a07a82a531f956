// SPDX-License-Identifier: Apache-2.0
#include "jail/codec.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace cordon::jail;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

const std::string largest_count = "\xff\xff\xff\xff";

} // namespace

TEST_CASE("integers are written little-endian, texts behind their length", "[jail][codec]") {
  std::string bytes;
  encoder e(bytes);
  e.u8(0xfe);
  e.u32(0x04030201);
  e.u64(0x0807060504030201);
  e.text("ab");
  CHECK(bytes
        == "\xfe\x01\x02\x03\x04\x01\x02\x03\x04\x05\x06\x07\x08\x02\x00\x00\x00"
           "ab"s);
}

TEST_CASE("what was encoded is decoded", "[jail][codec]") {
  const std::vector<std::string> names = {"", "a", "b\0c"s, std::string(70'000, 'x')};
  std::string bytes;
  encoder e(bytes);
  e.u8(255);
  e.u32(std::numeric_limits<uint32_t>::max());
  e.u64(std::numeric_limits<uint64_t>::max());
  e.text("\xff\0text"sv);
  e.texts(names);
  e.texts({});
  decoder d(bytes);
  CHECK(d.u8() == 255);
  CHECK(d.u32() == std::numeric_limits<uint32_t>::max());
  CHECK(d.u64() == std::numeric_limits<uint64_t>::max());
  CHECK(d.text() == "\xff\0text"sv);
  CHECK(d.texts() == names);
  CHECK_FALSE(d.done());
  CHECK(d.texts().empty());
  CHECK(d.done());
}

TEST_CASE("a value that is not there reads as nothing and makes the decoder bad for good",
          "[jail][codec]") {
  decoder d("\x01\x02\x03"sv);
  CHECK(d.u32() == 0);
  CHECK_FALSE(d.good());
  CHECK(d.u8() == 0);
  CHECK(d.u64() == 0);
  CHECK(d.text().empty());
  CHECK(d.texts().empty());
  CHECK_FALSE(d.good());
  CHECK_FALSE(d.done());
}

TEST_CASE("a decoder is done only where nothing is left", "[jail][codec]") {
  CHECK(decoder("").done());
  decoder d("ab");
  d.u8();
  CHECK(d.good());
  CHECK_FALSE(d.done());
  d.u8();
  CHECK(d.done());
}

TEST_CASE("a text longer than the bytes at hand is none", "[jail][codec]") {
  for (const auto& bytes : {"\x03\x00\x00\x00"s + "ab", largest_count + "ab", largest_count}) {
    decoder d(bytes);
    CHECK(d.text().empty());
    CHECK_FALSE(d.good());
  }
}

TEST_CASE("a count that lies takes no memory", "[jail][codec]") {
  decoder nothing_follows(largest_count);
  CHECK(nothing_follows.texts().capacity() == 0);
  CHECK_FALSE(nothing_follows.good());

  const auto one_follows = largest_count + "\x01\x00\x00\x00"s + "a";
  decoder d(one_follows);
  const auto values = d.texts();
  CHECK(values == std::vector<std::string>{"a"});
  CHECK(values.capacity() == 1);
  CHECK_FALSE(d.good());
}
