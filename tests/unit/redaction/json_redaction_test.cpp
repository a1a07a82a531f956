// SPDX-License-Identifier: Apache-2.0
#include "redaction/json_redaction.hpp"

#include "samples.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace cordon;
using namespace cordon::redaction;
using namespace cordon::redaction::samples;

namespace {

redaction::redaction redacted(const std::string& json) {
  return redact_json(json, all_kinds());
}

const std::string mail_mark = placeholder("email_address");

} // namespace

TEST_CASE("clean JSON comes back byte for byte", "[redaction][json]") {
  for (const char* json :
       {"null", "true", "-0", "1e400", "\"\"", " [ 1 , 2.50 ] ", R"({"b":1,"a":{"b":2,"b":3}})",
        R"("a\u00e9\n\\")", "123456789012345678901234567890", "[]", "{}", "[{}, [[]]]"}) {
    CHECK(redacted(json).text == json);
    CHECK_FALSE(redacted(json).found_any());
  }
}

TEST_CASE("strings, keys and members are redacted, the rest keeps its spelling",
          "[redaction][json]") {
  const auto result = redacted("{\"z\": [\"to " + email
                               + "\", 2.50, 1e-7, -7, true, null, {}, []],"
                                 " \""
                               + email + "\": {\"password\": \"swordfish\"}, \"a\": \"x\\ny\"}");
  CHECK(result.text
        == "{\"z\":[\"to " + mail_mark + "\",2.50,1e-7,-7,true,null,{},[]],\"" + mail_mark
               + "\":{\"password\":\"" + placeholder("generic_secret") + "\"},\"a\":\"x\\ny\"}");
  CHECK(result.violations
        == std::vector<job::output_violation>{{"generic_secret", job::severity::high, 1},
                                              {"email_address", job::severity::low, 2}});
}

TEST_CASE("what is escaped is found", "[redaction][json]") {
  CHECK(redacted("\"\\u0061lice\\u0040example.com\"").text == "\"" + mail_mark + "\"");
  CHECK(redacted("[\"line\\n" + ssn + "\\n\"]").text
        == "[\"line\\n" + placeholder("us_ssn") + "\\n\"]");
}

TEST_CASE("an integer that passes as a card becomes a string", "[redaction][json]") {
  const auto mark = "\"" + placeholder("payment_card") + "\"";
  CHECK(redacted(visa).text == mark);
  CHECK(redacted("{\"n\":[" + visa + "]}").text == "{\"n\":[" + mark + "]}");
  CHECK(redacted("-" + visa).text == "-" + visa);
  CHECK(redacted(visa + ".0").text == visa + ".0");
  CHECK(redacted(visa + "5").text == visa + "5");
}

TEST_CASE("keys that fall together stay apart", "[redaction][json]") {
  CHECK(redacted("{\"" + email + "\":1,\"b" + email + "\":2,\"c\":3}").text
        == "{\"" + mail_mark + "\":1,\"" + mail_mark + " (2)\":2,\"c\":3}");
}

TEST_CASE("redacted JSON is left alone the next time", "[redaction][json]") {
  const auto once = redacted("{\"password\":\"" + password + "\",\"n\":" + visa + "}");
  CHECK(once.found_any());
  CHECK(redacted(once.text).text == once.text);
  CHECK_FALSE(redacted(once.text).found_any());
}

TEST_CASE("what is no JSON is redacted as text", "[redaction][json]") {
  CHECK(redacted("{\"mail\": " + email).text == "\"{\\\"mail\\\": " + mail_mark + "\"");
  CHECK(redacted("{\"a\": ").text == "{\"a\": ");
  CHECK(redacted("").text.empty());
  CHECK(redacted("\"\xff " + ssn + "\"").found_any());
}

TEST_CASE("depth and size of JSON cost no stack and little time", "[redaction][json]") {
  const std::string deep(200'000, '[');
  CHECK(redacted(deep + "\"" + email + "\"" + std::string(200'000, ']')).found_any());
  std::string wide = "{";
  for (int i = 0; i < 50'000; ++i)
    wide += "\"k" + std::to_string(i) + "\":\"a\\tb\",";
  wide += "\"m\":\"" + email + "\"}";
  CHECK(redacted(wide).found_any());
}
