// SPDX-License-Identifier: Apache-2.0
#include "redaction/redactor.hpp"

#include "samples.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace cordon;
using namespace cordon::redaction;
using namespace cordon::redaction::samples;

namespace {

std::string repeated(std::string_view piece, size_t min_size) {
  std::string text;
  while (text.size() < min_size)
    text += piece;
  return text;
}

/// A text of sensitive data, what they are made of, and noise, in random order.
std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> pieces{ssn,
                                               visa,
                                               visa_spaced,
                                               amex_dashed,
                                               email,
                                               aws_id,
                                               aws_secret,
                                               openai_key,
                                               github_key,
                                               password,
                                               token,
                                               db_url,
                                               pem(),
                                               "-----BEGIN EC PRIVATE KEY-----",
                                               "-----END ",
                                               "sk-",
                                               "AKIA",
                                               "@",
                                               ".com",
                                               "://",
                                               "redis://u:",
                                               "password=",
                                               "token: ",
                                               "\"api_key\": \"",
                                               "ssn ",
                                               "aws_secret_access_key",
                                               "authorization: bearer ",
                                               "[REDACTED:us_ssn]",
                                               "[REDACTED:",
                                               "]",
                                               " ",
                                               " ",
                                               "\n",
                                               "-",
                                               "-",
                                               ".",
                                               ",",
                                               "\"",
                                               "'",
                                               "\\",
                                               "=",
                                               ":",
                                               "1",
                                               "4111",
                                               "a",
                                               "Z",
                                               "_",
                                               "/",
                                               "\xff",
                                               "\xc3\xa9"};
  std::string text;
  for (auto n = random() % 30; n > 0; --n)
    text += pieces[random() % pieces.size()];
  return text;
}

} // namespace

TEST_CASE("an unknown kind is refused with the names of the known ones", "[redaction][redactor]") {
  const auto made = redactor::make({{"us_ssn", "us_snn"}, false});
  REQUIRE_FALSE(made);
  CHECK(made.error().code == errc::bad_input);
  CHECK(made.error().what.find("'us_snn'") != std::string::npos);
  for (auto kind : known_kinds())
    CHECK(made.error().what.find(kind) != std::string::npos);
}

TEST_CASE("only the kinds in force are looked for", "[redaction][redactor]") {
  const auto text = ssn + " " + email;
  CHECK(make_redactor({})->redact(text).text == text);
  CHECK_FALSE(make_redactor({})->may_hold_secrets(text));
  CHECK(make_redactor({"us_ssn"})->redact(text).text == placeholder("us_ssn") + " " + email);
  for (auto kind : known_kinds())
    CHECK(make_redactor({std::string(kind)})->redact("").text.empty());
}

TEST_CASE("every datum is counted, specific kinds come first", "[redaction][redactor]") {
  const auto result = all_kinds().redact(email + " " + ssn + " " + email + " " + openai_key);
  const std::vector<job::output_violation> expected{{"openai_api_key", job::severity::high, 1},
                                                    {"us_ssn", job::severity::high, 1},
                                                    {"email_address", job::severity::low, 2}};
  CHECK(result.violations == expected);
  CHECK(all_kinds().find(email + " " + ssn + " " + email + " " + openai_key) == expected);
}

TEST_CASE("the leftmost of overlapping data counts and covers the others",
          "[redaction][redactor]") {
  const auto one = [](const std::string& text, const std::string& kind) {
    const auto result = all_kinds().redact(text);
    CHECK(result.text == placeholder(kind));
    REQUIRE(result.violations.size() == 1);
    CHECK(result.violations[0] == job::output_violation{kind, job::severity::high, 1});
  };
  one(db_url + email.substr(1), "database_url");
  one(pem().insert(40, "\n" + ssn + "\n" + email + "\n"), "private_key");
  CHECK(all_kinds().redact("password=" + email + "x1-").text
        == "password=" + placeholder("generic_secret"));
}

TEST_CASE("of data that start together the longest counts, then the specific kind",
          "[redaction][redactor]") {
  CHECK(all_kinds().redact("api_key=" + openai_key).text
        == "api_key=" + placeholder("openai_api_key"));
  CHECK(all_kinds().redact("password=" + openai_key + "/more").text
        == "password=" + placeholder("generic_secret"));
}

TEST_CASE("what a replacement lays bare is replaced too", "[redaction][redactor]") {
  const auto result = all_kinds().redact(visa + "-" + ssn);
  CHECK(result.text == placeholder("payment_card") + "-" + placeholder("us_ssn"));
}

TEST_CASE("a member is judged by its name", "[redaction][redactor]") {
  const auto& by = all_kinds();
  CHECK(by.redact("swordfish").text == "swordfish");
  CHECK(by.redact_member("password", "swordfish").text == placeholder("generic_secret"));
  CHECK(by.redact_member("note", "swordfish").text == "swordfish");
  CHECK(by.redact_member("aws_secret_access_key", aws_secret).text
        == placeholder("aws_secret_key"));
  CHECK(by.redact_member("api_key", openai_key).text == placeholder("openai_api_key"));
  CHECK(by.redact_member("password", "say \"friend\" 2 times").text == "say \"friend\" 2 times");
  CHECK(by.redact_member("password", "ab\"cd12345").text == placeholder("generic_secret"));
  CHECK(by.redact_member("note", "to " + email + "!").text
        == "to " + placeholder("email_address") + "!");
  CHECK(by.redact_member(email, "nothing").text == "nothing");
  CHECK(by.redact_member("x", "").text.empty());
}

TEST_CASE("redacting twice changes nothing more", "[redaction][redactor]") {
  for (const auto& secret : {ssn, visa, visa_spaced, email, aws_id, openai_key, github_key, db_url,
                             pem(), "password=" + password, "token=" + token}) {
    const auto once = all_kinds().redact("a " + secret + " b");
    CHECK(once.found_any());
    const auto twice = all_kinds().redact(once.text);
    CHECK(twice.text == once.text);
    CHECK_FALSE(twice.found_any());
  }
}

TEST_CASE("no random text holds anything once it is redacted", "[redaction][redactor]") {
  std::mt19937 random(20261122);
  size_t found = 0;
  for (int i = 0; i < 5000; ++i) {
    const auto text = random_text(random);
    CAPTURE(i, text);
    const auto once = all_kinds().redact(text);
    found += once.found_any() ? 1 : 0;
    REQUIRE(once.found_any() == (once.text != text));
    REQUIRE(all_kinds().redact(once.text).text == once.text);
    REQUIRE_FALSE(all_kinds().redact(once.text).found_any());
  }
  CHECK(found > 1000);
}

TEST_CASE("a clean text holds nothing at a first look", "[redaction][redactor]") {
  CHECK_FALSE(all_kinds().may_hold_secrets("Alice has 3 apples, 3.14 of them red\n"));
  CHECK(all_kinds().may_hold_secrets(email));
}

TEST_CASE("no text of 2 MB takes long", "[redaction][redactor]") {
  constexpr size_t size = 2'000'000;
  for (const char* piece : {"4",
                            "sk-",
                            "a@",
                            "a@b ",
                            "token=",
                            "token=\"",
                            "token=\\\"",
                            "redis://a:",
                            "secret key ",
                            "-----BEGIN PRIVATE KEY-----",
                            "4111 1111 ",
                            "123-45-6789-",
                            "AKIA",
                            "ssn ",
                            "\\",
                            "x y ",
                            "password: \"'",
                            "41111111111111111111 ",
                            "api_key=[REDACTED:x] ",
                            "\xff\x80"}) {
    CAPTURE(piece);
    const auto text = repeated(piece, size);
    CHECK(all_kinds().redact(text).text.size() <= text.size());
  }
}

TEST_CASE("any bytes are taken", "[redaction][redactor]") {
  std::mt19937 random(7);
  std::string text(200'000, '\0');
  for (auto& c : text)
    c = static_cast<char>(random());
  CHECK(all_kinds().redact(text + " " + ssn + std::string("\0\xff", 2)).found_any());
}

TEST_CASE("one redactor serves many threads", "[redaction][redactor]") {
  std::array<size_t, 4> counts{};
  std::vector<std::thread> threads;
  for (auto& count : counts)
    threads.emplace_back([&count] {
      for (int i = 0; i < 200; ++i)
        count += all_kinds().find("a " + ssn + " b " + email).size();
    });
  for (auto& thread : threads)
    thread.join();
  for (auto count : counts)
    CHECK(count == 400);
}
