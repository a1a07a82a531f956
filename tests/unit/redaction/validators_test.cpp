// SPDX-License-Identifier: Apache-2.0
#include "redaction/validators.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <utility>

using namespace cordon::redaction;

TEST_CASE("the Luhn check takes right check digits only", "[redaction][validators]") {
  CHECK(passes_luhn("0"));
  CHECK(passes_luhn("18"));
  CHECK(passes_luhn("79927398713"));
  for (char wrong : std::string("012456789"))
    CHECK_FALSE(passes_luhn(std::string("7992739871") + wrong));
  CHECK_FALSE(passes_luhn(""));
  CHECK_FALSE(passes_luhn("7992739871a"));
  CHECK_FALSE(passes_luhn("\xff\xff"));
}

TEST_CASE("a card number has an issuer's prefix and length", "[redaction][validators]") {
  using parts = std::pair<std::string, std::string>;
  const auto [prefix, rest] = GENERATE(values<parts>({{"422222", "2222222"},
                                                      {"401288", "8888881881"},
                                                      {"555555", "5555554444"},
                                                      {"222300", "3122003222"},
                                                      {"371449", "635398431"},
                                                      {"601111", "1111111117"},
                                                      {"305693", "09025904"},
                                                      {"385200", "00023237"},
                                                      {"353011", "1333300000"},
                                                      {"630400", "0000000000"},
                                                      {"491761", "0000000000003"}}));
  const auto number = prefix + rest;
  CAPTURE(number);
  CHECK(is_card_number(number));
  CHECK_FALSE(is_card_number(number.substr(0, 12)));
  CHECK_FALSE(is_card_number(number + std::string(20 - number.size(), '0')));
  CHECK_FALSE(is_card_number("1" + number.substr(1)));
  auto wrong = number;
  wrong.back() = wrong.back() == '9' ? '0' : static_cast<char>(wrong.back() + 1);
  CHECK_FALSE(is_card_number(wrong));
}

TEST_CASE("what passes Luhn alone is no card number", "[redaction][validators]") {
  CHECK(passes_luhn("0000000000000000"));
  CHECK_FALSE(is_card_number("0000000000000000"));
  CHECK(passes_luhn("1234567812345670"));
  CHECK_FALSE(is_card_number("1234567812345670"));
  CHECK_FALSE(is_card_number(""));
  CHECK_FALSE(is_card_number("4"));
}

TEST_CASE("a social security number lies in the ranges given out", "[redaction][validators]") {
  for (const char* good : {"001010001", "123456789", "665010001", "667010001", "899999999"})
    CHECK(is_ssn(good));
  for (const char* bad : {"000456789", "666456789", "900456789", "999456789", "123006789",
                          "123450000", "12345678", "1234567890", "12345678a", ""})
    CHECK_FALSE(is_ssn(bad));
}

TEST_CASE("an AWS secret key is mixed, a SHA-1 is not", "[redaction][validators]") {
  const std::string half = "aB3/+Zz9aB3/+Zz9aB3/";
  CHECK(is_aws_secret(half + half));
  CHECK_FALSE(is_aws_secret(half + half + "a"));
  CHECK_FALSE(is_aws_secret(half + half.substr(1) + "-"));
  CHECK_FALSE(is_aws_secret("da39a3ee5e6b4b0d3255bfef95601890afd80709"));
  CHECK_FALSE(is_aws_secret("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMN"));
}

TEST_CASE("a random key has a long mixed run, a slug has none", "[redaction][validators]") {
  CHECK(is_random_key("proj-a1B2c3D4e5F6"));
  CHECK(is_random_key(std::string(32, 'a')));
  CHECK_FALSE(is_random_key("estimator-doc-link-label-arrow-1"));
  CHECK_FALSE(is_random_key("1234567890123"));
  CHECK_FALSE(is_random_key(""));
}

TEST_CASE("placeholders are told from secrets", "[redaction][validators]") {
  for (const char* value : {"None",
                            "null",
                            "TRUE",
                            "undefined",
                            "changeme",
                            "your_key_here",
                            "YOUR-API-KEY",
                            "insert_token",
                            "put_it_here",
                            "********",
                            "xxxxxxxxxxxx",
                            "abcd****",
                            "sk-abc...xyz",
                            "<your key>",
                            "${API_KEY}",
                            "{{ key }}",
                            "{token}",
                            "$SECRET_KEY",
                            "%(password)s",
                            "[REDACTED:us_ssn]",
                            "\u2022\u2022\u2022\u2022\u2022"}) {
    CAPTURE(value);
    CHECK(is_placeholder(value));
  }
  for (const char* value : {"a1b2c3d4e5", "noneSuch77", "herein-77x", "$2b$12$abcdefg", ""}) {
    CAPTURE(value);
    CHECK_FALSE(is_placeholder(value));
  }
}

TEST_CASE("a weak name needs a value that is random", "[redaction][validators]") {
  const auto weak = [](std::string_view value, value_form form = value_form::bare) {
    return is_secret_value(value, name_strength::weak, form);
  };
  for (const char* value : {"abc123def456", "550e8400-e29b-41d4-a716-446655440000",
                            "eyJhbGciOi.eyJzdWIiOiI.SflKxwRJ", "QwErTyUiOpAsDfGh"}) {
    CAPTURE(value);
    CHECK(weak(value));
  }
  for (const char* value :
       {"a1b2c3d", "IDENTIFIER", "Identifier", "STRING_LITERAL", "IDENTIFIER_12", "12345678",
        "2024-01-15", "1.2345e-10", "0x7ffd1234abcd", "Token(NUM1", "tokens[index1]", "[12345678",
        "Lexer::Token1", "=abc12345", "https://example.com/1", "self.token_stream"}) {
    CAPTURE(value);
    CHECK_FALSE(weak(value));
  }
  CHECK_FALSE(weak("beautiful", value_form::quoted));
}

TEST_CASE("a strong name takes any quoted value that is no message", "[redaction][validators]") {
  const auto strong = [](std::string_view value, value_form form) {
    return is_secret_value(value, name_strength::strong, form);
  };
  CHECK(strong("swordfish", value_form::quoted));
  CHECK(strong("12345678", value_form::quoted));
  CHECK(strong("my passw0rd123", value_form::quoted));
  CHECK(strong("hunter22", value_form::bare));
  CHECK(strong("P@ssword", value_form::bare));
  CHECK_FALSE(strong("swordfish", value_form::bare));
  CHECK_FALSE(strong("required!", value_form::bare));
  CHECK_FALSE(strong("3.14159265", value_form::bare));
  CHECK_FALSE(strong("This field must have 8 characters.", value_form::quoted));
  CHECK_FALSE(strong("short1", value_form::quoted));
}
