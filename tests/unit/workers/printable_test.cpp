// SPDX-License-Identifier: Apache-2.0
#include "printable.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::workers;

TEST_CASE("what would steer a terminal is shown as an escape", "[workers][printable]") {
  CHECK(printable("a\x1b[2J\x7f") == "a\\x1b[2J\\x7f");
  CHECK(printable("\xc2\x9b") == "\\x9b");
  CHECK(printable("\xe2\x80\xae") == "\\u202e");
  CHECK(printable(std::string("\0", 1)) == "\\x00");
  CHECK(printable("a\n\tb\r") == "a\\n\\tb\\x0d");
  CHECK(printable("a\n\tb\r", true) == "a\n\tb\\x0d");
}

TEST_CASE("ordinary text stays, bytes that are none become U+FFFD", "[workers][printable]") {
  CHECK(printable("é 日本 🙂") == "é 日本 🙂");
  CHECK(printable("\xff") == "\xef\xbf\xbd");
}

TEST_CASE("a column is as wide as it should be, in characters", "[workers][printable]") {
  CHECK(column("é", 3) == "é  ");
  CHECK(column("abc", 3) == "abc");
  CHECK(column("abcd", 3) == "ab…");
  CHECK(column("ééééé", 3) == "éé…");
  CHECK(column("", 2) == "  ");
  CHECK(shortened(std::string(1000, '\n'), 4) == "\\n\\…");
  CHECK(shortened("abc", 5) == "abc");
}
