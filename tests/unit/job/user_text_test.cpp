// SPDX-License-Identifier: Apache-2.0
#include "job/user_text.hpp"

#include <catch2/catch_test_macros.hpp>

using cordon::job::user_text;

TEST_CASE("users are compared by their text", "[job][user]") {
  CHECK(user_text("null").empty());
  CHECK(user_text(R"("")").empty());
  CHECK(user_text("17") == "17");
  CHECK(user_text(R"("17")") == "17");
  CHECK(user_text("-5") == "-5");
  CHECK(user_text("123456789012345678901234567890") == "123456789012345678901234567890");
  CHECK(user_text(R"("null")") == "null");
  CHECK(user_text(R"("\u00fc\u0041")")
        == "\xC3\xBC"
           "A");
}

TEST_CASE("'%' and ':' of a user are percent-encoded, nothing else is", "[job][user]") {
  CHECK(user_text(R"("a:b%c")") == "a%3Ab%25c");
  CHECK(user_text(R"("\u003a")") == "%3A");
  CHECK(user_text(R"("%3A")") == "%253A");
  CHECK(user_text(R"("a b/\n")") == "a b/\n");
}
