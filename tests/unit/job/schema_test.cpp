// SPDX-License-Identifier: Apache-2.0
#include "../schema_check.hpp"
#include "parsing.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <random>

using namespace cordon::test;
using nlohmann::json;

namespace {

constexpr const char* job_schema = "job.schema.json";

json schema(const char* file) {
  return json::parse(read_schema(file));
}

/// Refusals that are the worker's or that no schema can express.
bool is_beyond_the_schema(const std::string& message) {
  for (const char* part : {"this worker has no profile", "is above the ceiling",
                           "does not allow the import", "switch this off", "can't be a file",
                           "the path '", "hold ", "there is no such time", "has no network"})
    if (message.find(part) != std::string::npos)
      return true;
  return false;
}

/// Fails unless parser and schema say the same of `text`.
bool agree_on(const std::string& text) {
  const auto parsed = parse(text);
  const auto problem = schema_problem(job_schema, text);
  if (!parsed && is_beyond_the_schema(parsed.error().message))
    return false;
  if (parsed.has_value() == problem.has_value())
    FAIL(text << "\nparser: " << (parsed ? "accepted" : parsed.error().message)
              << "\nschema: " << problem.value_or("accepted"));
  return parsed.has_value();
}

/// Every object that a description of fields is due in.
void check_descriptions(const json& properties) {
  for (const auto& [name, property] : properties.items()) {
    CAPTURE(name);
    CHECK((property.contains("description") || property.contains("$ref")
           || property["type"] == "boolean" || property["type"] == "object"));
  }
}

} // namespace

TEST_CASE("every schema has a versioned name, is closed, and its examples conform",
          "[job][schema]") {
  for (const char* file :
       {job_schema, "result.schema.json", "audit-record.schema.json", "control-record.schema.json",
        "event.schema.json", "dead-letter-headers.schema.json"}) {
    CAPTURE(file);
    const auto document = schema(file);
    CHECK(document["$schema"] == "http://json-schema.org/draft-07/schema#");
    CHECK(document["$id"].get<std::string>().starts_with("urn:cordon:schema:"));
    CHECK(document["additionalProperties"] == false);
    CHECK_FALSE(document["examples"].empty());
    check_descriptions(document["properties"]);
    for (const auto& example : document["examples"])
      CHECK(schema_problem(file, example.dump()) == std::nullopt);
  }
}

TEST_CASE("the schema's examples of jobs are jobs", "[job][schema]") {
  const auto document = schema(job_schema);
  for (const auto& example : document["examples"])
    CHECK(agree_on(example.dump()));
}

TEST_CASE("the parser knows every field of the schema, and no other is delivered",
          "[job][schema]") {
  const auto properties = schema(job_schema)["properties"];
  for (const auto& [name, property] : properties.items())
    CHECK(refused("{\"" + name + "\":[0]}").message.find("unknown field") == std::string::npos);
  for (const char* name :
       {"message", "model", "stream", "output_schema", "tools", "task", "args", "kwargs"}) {
    CHECK_FALSE(properties.contains(name));
    CHECK(refused("{\"" + std::string(name) + "\":0}").message.find("not delivered yet")
          != std::string::npos);
  }
}

TEST_CASE("parser and schema agree on valid and invalid jobs", "[job][schema]") {
  for (const std::string text :
       {R"({"code":""})",
        R"({"type":"execute","code":"1"})",
        R"({"type":"validate","code":"1"})",
        R"({"type":"redact","text":"1"})",
        R"({"code":"","id":null,"session_id":null,"user_id":null})",
        R"({"code":"","user_id":-5,"limits":{}})",
        R"({"code":"","limits":{"max_memory_mb":64.0}})",
        R"({"code":"","limits":{"timeout_seconds":0.001,"max_output_bytes":0,"max_file_bytes":0}})",
        R"({"code":"","files":[{"path":"a/..b","content":""}]})",
        R"({"code":"","files":[{"path":"...","data_base64":"AAE="}]})",
        R"({"code":"","allowed_imports":["collections.abc","_x1"],"profile":"open"})",
        R"({"code":"","max_retries":0,"countdown":0,"eta":null,"expires":null,"reply_to":null})",
        R"({"code":"","max_retries":1000,"countdown":86400,"eta":"2026-11-23T18:30:00Z"})",
        R"({"code":"","max_retries":3.0,"countdown":0.5,"eta":"0000-01-01T00:00:00-23:59"})",
        R"({"code":"","expires":0})",
        R"({"code":"","expires":1e9})",
        R"({"code":"","expires":"2026-11-23T18:30:00Z"})",
        R"({"code":"","expires":"2024-02-29t23:59:60.999999999z"})",
        R"({"code":"","expires":"0000-01-01T00:00:00-23:59"})",
        R"({"code":"","reply_to":"..."})",
        R"({"code":"","reply_to":"A.b_c-9"})",
        R"({"type":"redact","text":"","limits":{"max_processes":1},"enable_network":false})"}) {
    CAPTURE(text);
    CHECK(agree_on(text));
  }
  for (const std::string text :
       {"[]",
        "null",
        "{}",
        R"({"code":1})",
        R"({"code":"","x":1})",
        R"({"code":"","text":""})",
        R"({"type":"redact","text":"","code":""})",
        R"({"type":"redact","text":"","stdin":""})",
        R"({"type":"redact"})",
        R"({"type":"chat","message":""})",
        R"({"type":"task","task":""})",
        R"({"code":"","id":""})",
        R"({"code":"","user_id":1.5})",
        R"({"code":"","metadata":null})",
        R"({"code":"","max_retries":-1})",
        R"({"code":"","max_retries":1.5})",
        R"({"code":"","max_retries":1001})",
        R"({"code":"","max_retries":"0"})",
        R"({"code":"","max_retries":null})",
        R"({"code":"","countdown":-1})",
        R"({"code":"","countdown":86400.5})",
        R"({"code":"","countdown":"5"})",
        R"({"code":"","eta":"x"})",
        R"({"code":"","eta":5})",
        R"({"code":"","expires":-0.1})",
        R"({"code":"","expires":1000000001})",
        R"({"code":"","expires":true})",
        R"({"code":"","expires":[]})",
        R"({"code":"","expires":""})",
        R"({"code":"","expires":"10"})",
        R"({"code":"","expires":"2026-11-23"})",
        R"({"code":"","expires":"2026-11-23 18:30:00Z"})",
        R"({"code":"","expires":"2026-11-23T18:30:00"})",
        R"({"code":"","expires":"2026-11-23T18:30Z"})",
        R"({"code":"","expires":"2026-11-23T24:00:00Z"})",
        R"({"code":"","expires":"2026-13-23T18:30:00Z"})",
        R"({"code":"","expires":"2026-00-23T18:30:00Z"})",
        R"({"code":"","expires":"2026-11-32T18:30:00Z"})",
        R"({"code":"","expires":"2026-11-23T18:30:61Z"})",
        R"({"code":"","expires":"2026-11-23T18:30:00.Z"})",
        R"({"code":"","expires":"2026-11-23T18:30:00+24:00"})",
        R"({"code":"","expires":"2026-11-23T18:30:00+0100"})",
        R"({"code":"","expires":"2026-11-23T18:30:00Z "})",
        R"({"code":"","reply_to":""})",
        R"({"code":"","reply_to":"."})",
        R"({"code":"","reply_to":".."})",
        R"({"code":"","reply_to":"a b"})",
        R"({"code":"","reply_to":"a\u0000"})",
        R"({"code":"","reply_to":"\u00fc"})",
        R"({"code":"","reply_to":1})",
        R"({"code":"","limits":{"timeout_seconds":0}})",
        R"({"code":"","limits":{"timeout_seconds":0.0005}})",
        R"({"code":"","limits":{"max_memory_mb":15}})",
        R"({"code":"","limits":{"max_memory_mb":64.5}})",
        R"({"code":"","limits":{"max_processes":0}})",
        R"({"code":"","limits":{"max_output_bytes":-1}})",
        R"({"code":"","limits":{"foo":1}})",
        R"({"code":"","enable_network":1})",
        R"({"code":"","enable_ast_validation":1})",
        R"({"code":"","allowed_imports":["a b"]})",
        R"({"code":"","allowed_imports":["a."],"profile":"open"})",
        R"({"code":"","allowed_imports":[""]})",
        R"({"code":"","files":[{"path":"/a","content":""}]})",
        R"({"code":"","files":[{"path":"","content":""}]})",
        R"({"code":"","files":[{"path":"a/../b","content":""}]})",
        R"({"code":"","files":[{"path":"a/","content":""}]})",
        R"({"code":"","files":[{"path":"a/.","content":""}]})",
        R"({"code":"","files":[{"path":"a\u0000","content":""}]})",
        R"({"code":"","files":[{"path":"a"}]})",
        R"({"code":"","files":[{"path":"a","content":"","data_base64":""}]})",
        R"({"code":"","files":[{"path":"a","data_base64":"AB=="}]})",
        R"({"code":"","files":[{"path":"a","data_base64":"AAA"}]})",
        R"({"code":"","files":[{"content":""}]})",
        R"({"code":"","files":["a"]})"}) {
    CAPTURE(text);
    CHECK_FALSE(agree_on(text));
  }
}

TEST_CASE("parser and schema agree on the length of who asks", "[job][schema]") {
  for (const char* field : {"user_id", "session_id"}) {
    CAPTURE(field);
    const auto job = [&](size_t length) {
      return R"({"code":"",")" + std::string(field) + "\":\"" + std::string(length, 'x') + "\"}";
    };
    CHECK(agree_on(job(1'022)));
    CHECK_FALSE(agree_on(job(1'023)));
  }
}

TEST_CASE("parser and schema agree on jobs whose fields were exchanged at random",
          "[job][schema]") {
  const auto document = schema(job_schema);
  const std::vector<json> bases = document["examples"];
  std::vector<std::string> names{"foo", "message", "kwargs"};
  for (const auto& [name, property] : document["properties"].items())
    names.push_back(name);
  const std::vector<std::string> limit_names{"timeout_seconds",  "max_memory_mb",
                                             "max_output_bytes", "max_processes",
                                             "max_file_bytes",   "foo"};
  const std::vector<json> values{nullptr,
                                 true,
                                 false,
                                 0,
                                 0.0,
                                 1,
                                 -1,
                                 0.5,
                                 16,
                                 15.999,
                                 64.0,
                                 3000000000u,
                                 "",
                                 "x",
                                 "execute",
                                 "validate",
                                 "redact",
                                 "chat",
                                 "default",
                                 "open",
                                 "math",
                                 "json.decoder",
                                 "2026-11-23T18:30:00Z",
                                 "a b",
                                 json::array(),
                                 json::object(),
                                 json::array({"math"}),
                                 json::array({"os", 1}),
                                 json::array({json{{"path", "a"}, {"content", "1"}}}),
                                 json::array({json{{"path", "a/../b"}, {"content", "1"}}}),
                                 json{{"timeout_seconds", 1}},
                                 json{{"a", 1}}};
  std::mt19937 random(3);
  const auto any = [&](const auto& list) { return list[random() % list.size()]; };
  int accepted_jobs = 0;
  for (int round = 0; round < 1500; ++round) {
    json object = any(bases);
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      if (random() % 4 == 0 && !object.empty())
        object.erase(std::next(object.begin(), static_cast<int>(random() % object.size())));
      else if (random() % 4 == 0)
        object["limits"] = {{any(limit_names), any(values)}};
      else
        object[any(names)] = any(values);
    }
    accepted_jobs += agree_on(object.dump()) ? 1 : 0;
  }
  CHECK(accepted_jobs > 80);
  CHECK(accepted_jobs < 1400);
}
