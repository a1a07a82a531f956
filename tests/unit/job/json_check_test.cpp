// SPDX-License-Identifier: Apache-2.0
#include "job/json_check.hpp"

#include "job/utf8.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <random>

using namespace cordon::job;

namespace {

std::string fault_of(std::string_view text) {
  const auto fault = find_json_fault(text, 100);
  return fault ? fault->what : "";
}

std::string nested(size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

/// nlohmann's view of it. It refuses numbers beyond a double's range, which are JSON all the same.
bool accepted_by_nlohmann(const std::string& text) {
  try {
    return !nlohmann::json::parse(text).is_discarded();
  } catch (const nlohmann::json::out_of_range&) {
    return true;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

} // namespace

TEST_CASE("JSON values of all kinds have no fault", "[job][json_check]") {
  for (const char* text :
       {"null", " true ", "\tfalse\r\n", "0", "-0", "12", "-1.5e+10", "0.1E-3", "\"\"", "{}", "[ ]",
        "{\"a\":1,\"a\":2}", "[[],{},\"\",0]", R"("\"\\\/\b\f\n\r\t\u00fc\ud83d\ude00\u0000")",
        "1e999999999", "123456789012345678901234567890"})
    CHECK(fault_of(text) == "");
}

TEST_CASE("what is no JSON has a fault", "[job][json_check]") {
  for (const char* text : {"",
                           " ",
                           "nul",
                           "nulL",
                           "True",
                           "NaN",
                           "Infinity",
                           "+1",
                           "01",
                           "1.",
                           ".5",
                           "1e",
                           "1e+",
                           "-",
                           "- 1",
                           "0x1",
                           "'a'",
                           "\"",
                           "\"\\",
                           "\"\\x\"",
                           "\"\\u12\"",
                           "\"\\u12g4\"",
                           "\"a\nb\"",
                           "{",
                           "}",
                           "[",
                           "]",
                           "[1",
                           "[1,",
                           "[1,]",
                           "[,1]",
                           "[1 2]",
                           "{\"a\"",
                           "{\"a\":",
                           "{\"a\":1",
                           "{\"a\":1,",
                           "{\"a\":1,}",
                           "{a:1}",
                           "{1:1}",
                           "{\"a\" 1}",
                           "{\"a\":1 \"b\":2}",
                           "[}",
                           "{]",
                           "[1}",
                           "1 1",
                           "{} {}",
                           "null,",
                           "//c\n1",
                           "1//c",
                           "/*c*/1",
                           "\xEF\xBB\xBF{}"})
    CHECK(fault_of(text) != "");
  CHECK(fault_of(std::string_view("1\0", 2)) != "");
  CHECK(fault_of(std::string_view("\0", 1)) != "");
}

TEST_CASE("half a surrogate pair is refused, since UTF-8 can't hold it", "[job][json_check]") {
  for (const char* text : {R"("\ud800")", R"("\udc00")", R"("\ud800\ud800")", R"("\ud800x")",
                           R"("\ud800\n")", R"("\ud800\u0041")", R"("\uDFFF\uD800")"})
    CHECK(fault_of(text).starts_with("an escape of half a surrogate pair at byte"));
}

TEST_CASE("a fault is told with its place", "[job][json_check]") {
  CHECK(fault_of("{\"a\": 1\n  \"b\": 2}")
        == "',' or '}' is missing in an object at byte 10 (line 2, column 3)");
  CHECK(fault_of("[1, x]") == "no JSON value at byte 4 (line 1, column 5)");
  CHECK(fault_of("{\"a\":")
        == "the text ends where a value should be at byte 5 (line 1, column 6)");
  CHECK(find_json_fault("[1, x]", 100)->at == 4);
}

TEST_CASE("nesting is counted, not followed", "[job][json_check]") {
  CHECK(fault_of(nested(100)) == "");
  CHECK(
      fault_of(nested(101)).starts_with("more than 100 levels of arrays and objects at byte 100"));
  CHECK(fault_of(nested(700'000)) != "");
  CHECK(fault_of(std::string(1'000'000, '[')) != "");
  CHECK(find_json_fault("[]", 0));
  CHECK_FALSE(find_json_fault("[[],[],[[]]]", 3));
}

TEST_CASE("two parsers agree on what is JSON, whatever is done to it", "[job][json_check]") {
  const std::string valid =
      R"({"a": [1, -2.5e+3, true, null], "b\n\u00e9\ud83d\ude00": {"c": ""}})";
  const std::string pool = "{}[]:,\"\\ u0dbe19.-+Eetrufalsn\n\x01\x7F\xC3\xBC\xFF";
  std::mt19937 random(7);
  int accepted = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = valid;
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      const size_t at = random() % text.size();
      const char c = pool[random() % pool.size()];
      switch (random() % 3) {
      case 0:
        text[at] = c;
        break;
      case 1:
        text.insert(at, 1, c);
        break;
      default:
        text.erase(at, 1 + random() % 4);
      }
    }
    const bool ours = !invalid_utf8_at(text) && !find_json_fault(text, 100);
    accepted += ours ? 1 : 0;
    if (ours != accepted_by_nlohmann(text))
      FAIL("ours: " << ours << " for " << text);
  }
  CHECK(accepted > 100);
}
