// SPDX-License-Identifier: Apache-2.0
#include "samples.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>

using namespace cordon::redaction;
using namespace cordon::redaction::samples;

namespace {

void check_unchanged(const std::string& text) {
  const auto result = all_kinds().redact(text);
  CHECK(result.text == text);
  CHECK_FALSE(result.found_any());
}

/// Rows of random numbers, as a program prints them.
std::string table(uint64_t least, uint64_t most, const char* gap, size_t columns) {
  std::mt19937_64 random(11);
  std::string text;
  for (size_t i = 1; i <= 2'000; ++i)
    text += std::to_string(least + random() % (most - least)) + (i % columns == 0 ? "\n" : gap);
  return text;
}

} // namespace

TEST_CASE("tables of numbers stay as they are", "[redaction][ordinary]") {
  check_unchanged(table(0, 100, " ", 20));
  check_unchanged(table(0, 100'000, " ", 10));
  check_unchanged(table(1'000, 9'999, " ", 10));
  check_unchanged(table(1'000, 9'999, "-", 10));
  check_unchanged(table(0, 1'000'000'000, ",", 5));
  check_unchanged("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1\n");
}

TEST_CASE("floating point numbers stay as they are", "[redaction][ordinary]") {
  std::string text;
  for (int i = 1; i < 2'000; ++i)
    text += std::to_string(i) + "/9 = " + std::to_string(i / 9) + "." + std::string(16, '5') + "\n";
  check_unchanged(text);
  check_unchanged("0.30000000000000004 4.4444444444444446e-05 -0." + visa
                  + " [5.5555555555555554]");
}

TEST_CASE("JSON, dates and identifiers stay as they are", "[redaction][ordinary]") {
  check_unchanged(R"({"id": 17, "name": "Bob", "tags": ["a", "b"], "next_token": null})");
  check_unchanged("2024-03-05T10:11:12.123456+02:00 2024-03-05 05/03/2024 10:11:12,345");
  check_unchanged("550e8400-e29b-41d4-a716-446655440000 12345678-1234-4123-8123-123456789012");
  check_unchanged("da39a3ee5e6b4b0d3255bfef95601890afd80709 d41d8cd98f00b204e9800998ecf8427e");
  check_unchanged("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  check_unchanged("1700000000 1700000000000 1700000000000000000");
  check_unchanged("v1.2.3 3.11.2rc1 10.0.19045.4046 numpy==1.24.2 192.168.1.17 ::1");
  check_unchanged("+1 (415) 555-2671, 415-555-2671, +49 30 12345678, 555-12-34");
  check_unchanged("ISBN 978-3-16-148410-0, IBAN DE89 3704 0044 0532 0130 00");
}

TEST_CASE("tracebacks and reprs stay as they are", "[redaction][ordinary]") {
  check_unchanged("Traceback (most recent call last):\n"
                  "  File \"<job>\", line 12, in <module>\n"
                  "    token = tokenizer.next_token(stream1)\n"
                  "    password = config['password']\n"
                  "KeyError: 'password'\n"
                  "<__main__.Token object at 0x7f3c2c1d5e50>\n"
                  "Token(type='NUMBER', value=12345678) @dataclass Token: NUMBER\n"
                  "ValueError: invalid literal for int() with base 10: 'secret'\n");
  check_unchanged("Guess the secret: 42\nsecret word: elephant\nThe password is hidden.\n");
  check_unchanged("tokens: ['PLUS', 'NUMBER'] token: LPAREN, token: IDENTIFIER(foo1234567)\n");
  check_unchanged("key: value1234567 primary_key: abc123456 keyboard: qwerty12345\n");
}

TEST_CASE("text in other scripts stays as it is", "[redaction][ordinary]") {
  check_unchanged("пароль: привет, 密码: 你好 🎉 é@ü.fr naïve: café\n");
  check_unchanged("password: пароль_не_указан");
}
