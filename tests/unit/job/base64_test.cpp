// SPDX-License-Identifier: Apache-2.0
#include "job/base64.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace cordon::job;

TEST_CASE("base64 is written as RFC 4648 has it", "[job][base64]") {
  CHECK(encode_base64("") == "");
  CHECK(encode_base64("f") == "Zg==");
  CHECK(encode_base64("fo") == "Zm8=");
  CHECK(encode_base64("foo") == "Zm9v");
  CHECK(encode_base64("foobar") == "Zm9vYmFy");
  CHECK(encode_base64("\xFB\xFF\xFE") == "+//+");
}

TEST_CASE("every byte comes back from base64, at every length", "[job][base64]") {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    CHECK(decode_base64(encode_base64(bytes)) == bytes);
    bytes.push_back(static_cast<char>(i * 7));
  }
}

TEST_CASE("what no encoder writes is no base64", "[job][base64]") {
  for (const char* text :
       {"Z",    "Zg",   "Zg=",    "Zm8",       "Zg===",        "====",     "=",
        "==",   "Z===", "Zm9v\n", "Zm9v Zm9v", "Zm9v\r\nZm9v", "Zg==Zg==", "Zm=v",
        "Zm-_", "Zm9*", "Zh==",   "Zm9=",      " Zm9v",        "Zm9v="})
    CHECK_FALSE(decode_base64(text));
  CHECK_FALSE(decode_base64(std::string("Zm9\0", 4)));
}
