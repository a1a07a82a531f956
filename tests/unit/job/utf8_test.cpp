// SPDX-License-Identifier: Apache-2.0
#include "job/utf8.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::job;

namespace {

const std::string fffd = "\xEF\xBF\xBD";

} // namespace

TEST_CASE("valid UTF-8 has no invalid byte", "[job][utf8]") {
  CHECK_FALSE(invalid_utf8_at(""));
  CHECK_FALSE(invalid_utf8_at("plain text, longer than one machine word"));
  CHECK_FALSE(invalid_utf8_at("gr\xC3\xBC\xC3\x9F \xE2\x82\xAC \xF0\x9F\x98\x80 and more text"));
  CHECK_FALSE(invalid_utf8_at("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"));
  CHECK_FALSE(invalid_utf8_at(std::string_view("\0\x7F", 2)));
}

TEST_CASE("the first invalid byte is told by its offset", "[job][utf8]") {
  CHECK(invalid_utf8_at("\x80") == 0);
  CHECK(invalid_utf8_at("ab\xFF") == 2);
  CHECK(invalid_utf8_at("0123456789abcdef\xC3") == 16);
  CHECK(invalid_utf8_at("\xC3\xBC\xC3\xBC\xC0\xAF") == 4); // overlong '/'
  CHECK(invalid_utf8_at("a\xE0\x80\xAF") == 1);            // overlong
  CHECK(invalid_utf8_at("a\xED\xA0\x80") == 1);            // surrogate
  CHECK(invalid_utf8_at("a\xF4\x90\x80\x80") == 1);        // above U+10FFFF
  CHECK(invalid_utf8_at("a\xF0\x8F\xBF\xBF") == 1);        // overlong
  CHECK(invalid_utf8_at("a\xF5\x80\x80\x80") == 1);
  CHECK(invalid_utf8_at("abcdefg\xE2\x82") == 7);
}

TEST_CASE("invalid UTF-8 is replaced as CPython's errors=\"replace\" does it", "[job][utf8]") {
  CHECK(to_valid_utf8("") == "");
  CHECK(to_valid_utf8("gr\xC3\xBC\xC3\x9F") == "gr\xC3\xBC\xC3\x9F");
  CHECK(to_valid_utf8("a\xFFz") == "a" + fffd + "z");
  CHECK(to_valid_utf8("\xC3") == fffd);
  CHECK(to_valid_utf8("\xC3(") == fffd + "(");
  CHECK(to_valid_utf8("\xE2\x82") == fffd);
  CHECK(to_valid_utf8("\xE2\x82z") == fffd + "z");
  CHECK(to_valid_utf8("\xF0\x9F\x98") == fffd);
  CHECK(to_valid_utf8("\xF0\x9F\x98\x41") == fffd + "A");
  CHECK(to_valid_utf8("\xED\xA0\x80") == fffd + fffd + fffd);
  CHECK(to_valid_utf8("\xF4\x90\x80\x80") == fffd + fffd + fffd + fffd);
  CHECK(to_valid_utf8("\xC0\xAF") == fffd + fffd);
  CHECK(to_valid_utf8("\xE2\x82\xE2\x82\xAC") == fffd + "\xE2\x82\xAC");
  CHECK(to_valid_utf8("\xF1\x80\x80\xE1\x80\xC2") == fffd + fffd + fffd);
}

TEST_CASE("whatever bytes there are, what is made of them is valid", "[job][utf8]") {
  unsigned state = 1;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (int i = 0; i < 12; ++i) {
      state = state * 1664525u + 1013904223u;
      bytes.push_back(static_cast<char>(state >> 24 | (state >> 16 & 0x80)));
    }
    CHECK_FALSE(invalid_utf8_at(to_valid_utf8(bytes)));
    CHECK(cut_utf8(bytes, 7).size() <= 7);
  }
}

TEST_CASE("a cut lies on a character's border", "[job][utf8]") {
  const std::string text = "a\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80"; // 1 + 2 + 3 + 4 bytes
  const size_t kept[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
  for (size_t max = 0; max < std::size(kept); ++max)
    CHECK(cut_utf8(text, max) == text.substr(0, kept[max]));
}

TEST_CASE("bytes that are no characters are cut where they stand", "[job][utf8]") {
  CHECK(cut_utf8("\x80\x80\x80\x80\x80\x80", 5).size() == 5);
  CHECK(cut_utf8("\xFF\xFF\xFF", 2).size() == 2);
}

TEST_CASE("code points are encoded in one to four bytes", "[job][utf8]") {
  std::string out;
  for (const char32_t value : {U'A', U'\u00FC', U'\u20AC', U'\U0001F600'})
    append_code_point(out, value);
  CHECK(out == "A\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80");
}
