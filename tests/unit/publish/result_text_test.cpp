// SPDX-License-Identifier: Apache-2.0
#include "publish/result_text.hpp"

#include "job/result.hpp"
#include "publish/escaped_cut.hpp"
#include "schema_check.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <random>

using namespace cordon;
using publish::cut_escaped;
using publish::result_text;

namespace {

job::job asking_job() {
  job::job asker;
  asker.id = "j-1";
  asker.user_id_json = "7";
  asker.session_id = "s";
  asker.metadata_json = R"({"k": 1.0})";
  return asker;
}

std::string text_of(const job::result& result, const job::job& asker = asking_job()) {
  return job::to_json(result, asker);
}

std::string fitted(const std::string& json, size_t max_bytes) {
  result_text text(json);
  text.fit(max_bytes);
  return text.json();
}

nlohmann::json parsed_fit(const job::result& result, size_t max_bytes) {
  const auto json = fitted(text_of(result), max_bytes);
  INFO(json.substr(0, 300));
  CHECK(json.size() <= max_bytes);
  CHECK(test::schema_problem("result.schema.json", json).value_or("") == "");
  return nlohmann::json::parse(json);
}

job::result with_artifact() {
  job::result result;
  result.stdout_text = "short";
  result.artifacts = {{"a.bin", "application/octet-stream", std::string(20'000, 'x')},
                      {"kept.bin", "application/octet-stream", "", 99, "ref-1"}};
  return result;
}

} // namespace

TEST_CASE("a result that fits stays byte for byte", "[publish][result_text]") {
  const auto json = text_of(with_artifact());
  CHECK(fitted(json, json.size() + 100) == json);
  CHECK(result_text(json).json() == json);
}

TEST_CASE("a mark is a detail, and replaces one of its name", "[publish][result_text]") {
  job::result result;
  result.details = {{"output", "cut"}, {"reply_to", "old"}};
  auto asker = asking_job();
  asker.user_id_json = "123456789012345678901234567890";
  result_text text(text_of(result, asker));
  text.mark("reply_to", "it said \"no\"");
  const auto object = nlohmann::json::parse(text.json());
  CHECK(object["details"] == nlohmann::json{{"output", "cut"}, {"reply_to", "it said \"no\""}});
  CHECK(text.json().find("123456789012345678901234567890") != std::string::npos);
}

TEST_CASE("contents of artifacts go first, their names and keys stay", "[publish][result_text]") {
  const auto object = parsed_fit(with_artifact(), 4'000);
  CHECK(object["artifacts"][0]
        == nlohmann::json{
            {"name", "a.bin"}, {"media_type", "application/octet-stream"}, {"size", 20'000}});
  CHECK(object["artifacts"][1]["ref"] == "ref-1");
  CHECK(object["stdout"] == "short");
  CHECK(object["was_output_truncated"] == false);
  CHECK(object["details"]["reply"] == "cut to fit its topic: artifacts");
}

TEST_CASE("output is cut on a character border, and short texts are left whole",
          "[publish][result_text]") {
  job::result result;
  for (int i = 0; i < 20'000; ++i)
    result.stdout_text += "\xe2\x82\xac";
  result.stderr_text = "short";
  const auto object = parsed_fit(result, 10'000);
  const auto out = object["stdout"].get<std::string>();
  CHECK(out.size() > 8'000);
  CHECK(out.size() % 3 == 0);
  CHECK(object["stderr"] == "short");
  CHECK(object["was_output_truncated"] == true);
  CHECK(object["details"]["reply"] == "cut to fit its topic: stdout");
  CHECK(object["metadata"]["k"] == 1.0);
}

TEST_CASE("escapes are counted and never cut in two", "[publish][result_text]") {
  job::result result;
  result.stdout_text = std::string(20'000, '\x01');
  result.stderr_text = std::string(20'000, '"');
  const auto object = parsed_fit(result, 10'000);
  CHECK(object["stdout"].get<std::string>().size() > 600);
  CHECK(object["stderr"].get<std::string>().size() > 1'800);
}

TEST_CASE("a return value is left out rather than cut", "[publish][result_text]") {
  job::result result;
  result.stdout_text = "short";
  result.return_value_json = '"' + std::string(20'000, 'r') + '"';
  result.return_value_is_repr = true;
  const auto object = parsed_fit(result, 10'000);
  CHECK(object["return_value"].is_null());
  CHECK(object["return_value_kind"] == "json");
  CHECK(object["details"].contains("return_value"));
  CHECK(object["details"]["reply"] == "cut to fit its topic: return_value");
  CHECK(object["stdout"] == "short");
  CHECK(object["was_output_truncated"] == false);
}

TEST_CASE("what else is large leaves half of the room to the output", "[publish][result_text]") {
  job::result result;
  result.stdout_text = std::string(20'000, 'o');
  result.details = {{"traceback", std::string(50'000, 't')}, {"exception", "E"}};
  const auto object = parsed_fit(result, 10'000);
  CHECK(object["stdout"].get<std::string>().size() > 5'000);
  CHECK(object["details"]["traceback"].get<std::string>().size() < 200);
  CHECK(object["details"]["exception"] == "E");
  CHECK(object["details"]["reply"] == "cut to fit its topic: details, stdout");
}

TEST_CASE("any result reaches one KiB and stays a result", "[publish][result_text]") {
  auto result = with_artifact();
  for (int i = 0; i < 300; ++i) {
    result.details["detail " + std::to_string(i)] = std::string(300, 'd');
    result.validation_violations.push_back({"forbidden_import", job::severity::high, "m", 1, 2});
    result.artifacts.push_back({"f" + std::to_string(i), "text/plain", "x"});
  }
  result.error_type = job::error_type::CodeExecutionError;
  result.error_message = std::string(30'000, 'e');
  result.status = job::status::failed;
  result.text = std::string(5'000, '\\');
  result.stdout_text = result.stderr_text = std::string(5'000, '\x02');
  result.sandbox = {"native", {"user_ns", "pid_ns", "mount_ns", "net_ns", "seccomp", "landlock"}};
  auto asker = asking_job();
  asker.user_id_json = '"' + std::string(100'000, 'u') + '"';
  asker.session_id = std::string(100'000, 's');
  asker.metadata_json = "{\"m\":\"" + std::string(4'000, 'm') + "\"}";
  const auto json = text_of(result, asker);
  for (size_t bound = 1'024; bound < 2 * json.size(); bound += 1 + bound / 3) {
    const auto small = fitted(json, bound);
    CAPTURE(bound, small.size());
    CHECK(small.size() <= bound);
    const auto object = nlohmann::json::parse(small);
    CHECK(object["id"] == "j-1");
    CHECK(object["status"] == "failed");
    CHECK(object["error_message"].get<std::string>().starts_with("eeee"));
    if (bound < 20'000)
      CHECK(test::schema_problem("result.schema.json", small).value_or("") == "");
  }
}

TEST_CASE("fitting again goes on where it was, and forgets no cut", "[publish][result_text]") {
  auto result = with_artifact();
  result.stdout_text = std::string(20'000, 'o');
  const auto json = text_of(result);
  result_text text(json);
  text.fit(25'000);
  text.fit(3'000);
  CHECK(text.json().size() <= 3'000);
  CHECK(nlohmann::json::parse(text.json())["details"]["reply"]
        == "cut to fit its topic: artifacts, stdout");
}

TEST_CASE("only the text of a JSON object is a result's", "[publish][result_text]") {
  CHECK(publish::is_result_text(text_of(with_artifact())));
  for (const std::string text : {"", "[]", "{", "{}x", "{\"a\":\"\xff\"}", "null"})
    CHECK_FALSE(publish::is_result_text(text));
}

TEST_CASE("whatever a store gives back can be marked and cut", "[publish][result_text]") {
  const auto json = text_of(with_artifact());
  std::mt19937 random(5);
  for (int round = 0; round < 2'000; ++round) {
    auto broken = json.substr(0, random() % 900);
    for (auto changes = random() % 4; changes > 0 && !broken.empty(); --changes)
      broken[random() % broken.size()] = static_cast<char>(random());
    result_text text(broken);
    text.mark("reply_to", "x");
    text.fit(300);
    CHECK(text.json().size() < 3'000);
  }
  for (const std::string text : {R"({"details":5,"artifacts":7,"stdout":[]})",
                                 R"({"details":"x","artifacts":["a",{}],"stdout":null})"}) {
    result_text odd(text);
    odd.mark("reply_to", "x");
    odd.fit(20);
    CHECK(publish::is_result_text(odd.json()));
  }
}

TEST_CASE("a text is cut to its size as JSON", "[publish][escaped_cut]") {
  CHECK(cut_escaped("abc", 3) == "abc");
  CHECK(cut_escaped("abc", 2) == "ab");
  CHECK(cut_escaped("a\nb", 2) == "a");
  CHECK(cut_escaped("a\x01", 6) == "a");
  CHECK(cut_escaped("a\xe2\x82\xac", 3) == "a");
  CHECK(cut_escaped("", 0).empty());
}
