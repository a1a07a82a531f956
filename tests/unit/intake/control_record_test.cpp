// SPDX-License-Identifier: Apache-2.0
#include "intake/control_record.hpp"

#include "../schema_check.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::intake;
using cordon::test::schema_problem;

namespace {

std::string why_refused(const std::string& bytes) {
  const auto parsed = parse_control_record(bytes);
  return parsed ? "accepted" : parsed.error().text();
}

} // namespace

TEST_CASE("a cancel names a job by user and id", "[intake][control]") {
  const auto cancel = parse_control_record(R"( {"action":"cancel","id":"a\u0062","user_id":"u"} )");
  REQUIRE(cancel);
  CHECK(cancel->id == "ab");
  CHECK(cancel->user_id_json == R"("u")");
  CHECK(parse_control_record(R"({"action":"cancel","id":"a","user_id":17})")->user_id_json == "17");
  CHECK(parse_control_record(R"({"action":"cancel","id":"a","user_id":null})")->user_id_json
        == "null");
  CHECK(parse_control_record(R"({"id":"a","action":"cancel"})")->user_id_json == "null");
}

TEST_CASE("what is no control record is refused with what would be right", "[intake][control]") {
  const std::pair<std::string, std::string> refusals[] = {
      {"", "the message is empty; a control record is one JSON object"},
      {"[]", "the message is an array; a control record is one JSON object"},
      {"{", "the message can't be read as JSON: "},
      {"\xFF", "the message is not UTF-8: byte 0"},
      {std::string(100'000, '['), "the message is 100000 bytes long; a control record may have"},
      {std::string(60'000, '['), "the message can't be read as JSON: more than 8 levels"},
      {"{}", "action: is missing; known: 'cancel'"},
      {R"({"action":1,"id":"a"})", "action: must be a string, not a number"},
      {R"({"action":"cancle","id":"a"})", "action: unknown action 'cancle'; did you mean 'cancel'"},
      {R"({"action":"pause","id":"a"})", "action: unknown action 'pause'; known: 'cancel'"},
      {R"({"action":"cancel"})", "id: is missing"},
      {R"({"action":"cancel","id":null})", "id: must be a string, not null"},
      {R"({"action":"cancel","id":""})", "id: is 0 bytes long; 1 to 256 are possible"},
      {R"({"action":"cancel","id":"a","user_id":1.5})", "user_id: must be a string, an integer"},
      {R"({"action":"cancel","id":"a","user":"x"})",
       "unknown field 'user'; known: 'action', 'id', 'user_id'"},
      {R"({"action":"cancel","id":"a","user_ids":"x"})",
       "unknown field 'user_ids'; did you mean 'user_id'?"},
      {R"({"action":"cancel","id":"a","id":"b"})", "id: the field is there more than once"},
  };
  for (const auto& [bytes, why] : refusals) {
    CAPTURE(bytes.substr(0, 80), why);
    const auto said = why_refused(bytes);
    CAPTURE(said);
    CHECK(said.starts_with(why));
    CHECK(parse_control_record(bytes).error().code == cordon::errc::bad_input);
    if (bytes.starts_with("{") && bytes.find("\"b\"") == std::string::npos)
      CHECK(schema_problem("control-record.schema.json", bytes));
  }
}

TEST_CASE("a control record is read as it was written", "[intake][control]") {
  const control_record cancel{"a\"b", R"("u:1")"};
  const auto json = to_json(cancel);
  CHECK(json == R"({"action":"cancel","id":"a\"b","user_id":"u:1"})");
  CHECK_FALSE(schema_problem("control-record.schema.json", json));
  CHECK(parse_control_record(json)->id == cancel.id);
  CHECK(parse_control_record(json)->user_id_json == cancel.user_id_json);
}
