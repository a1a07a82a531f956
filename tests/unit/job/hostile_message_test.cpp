// SPDX-License-Identifier: Apache-2.0
#include "job/job_parser.hpp"

#include "job/utf8.hpp"
#include "parsing.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace cordon::job;
using namespace cordon::test;

namespace {

std::string repeated(std::string_view part, size_t times) {
  std::string all;
  for (size_t i = 0; i < times; ++i)
    all += part;
  return all;
}

struct hostile {
  std::string bytes;
  std::string why;
};

} // namespace

TEST_CASE("what is no job at all is malformed", "[job][hostile]") {
  const hostile messages[] = {
      {"", "the message is empty; a job is one JSON object"},
      {" \n ",
       "the message can't be read as JSON: the text ends where a value should be at byte 3"},
      {"hello", "the message can't be read as JSON: no JSON value at byte 0 (line 1, column 1)"},
      {std::string(1, '\0'), "the message can't be read as JSON: no JSON value at byte 0"},
      {"[]", "the message is an array; a job is one JSON object"},
      {" null", "the message is null; a job is one JSON object"},
      {"\"code\"", "the message is a string; a job is one JSON object"},
      {"17", "the message is a number; a job is one JSON object"},
      {"{\"code\":\"1\"", "the message can't be read as JSON: ',' or '}' is missing in an object"},
      {"{\"code\":\"1\"} x", "the message can't be read as JSON: something follows the value"},
      {"{\"code\":\"1\",}",
       "the message can't be read as JSON: a name in double quotes is missing"},
      {"{'code':'1'}", "the message can't be read as JSON: a name in double quotes is missing"},
      {"{\"code\":\"a\nb\"}", "the message can't be read as JSON: an unescaped control character"},
      {"{\"code\":NaN}", "the message can't be read as JSON: no JSON value"},
      {"{\"code\":\"\xFF\"}", "the message is not UTF-8: byte 9 is not part of a character"},
      {"{\"code\":\"\xED\xA0\x80\"}", "the message is not UTF-8: byte 9"},
      {"\xFF\xFE{\0", "the message is not UTF-8: byte 0"},
      {"\xEF\xBB\xBF{\"code\":\"\"}", "the message can't be read as JSON: no JSON value at byte 0"},
      {R"({"code":"\ud800"})",
       "the message can't be read as JSON: an escape of half a surrogate pair at byte 10"},
      {R"({"code":"","context":{"a":"\udfff"}})",
       "the message can't be read as JSON: an escape of"},
      {R"({"code":"","metadata":{"\ud800":1}})", "the message can't be read as JSON: an escape of"},
      {repeated("[", 100'000), "the message can't be read as JSON: more than 100 levels of arrays"},
      {with("\"context\":" + repeated("{\"a\":", 100'000)),
       "the message can't be read as JSON: more"},
      {with("\"context\":{\"a\":" + repeated("[", 99) + repeated("]", 99) + "}"),
       "the message can't be read as JSON: more than 100 levels of arrays and objects"},
      {with("\"stdin\":\"" + std::string(2'000'000, 'x') + "\""),
       "the message is 2000023 bytes long; a job may have 1500000"},
      {std::string(1'500'001, ' '), "the message is 1500001 bytes long"},
      {std::string(1'500'000, ' '), "the message can't be read as JSON"},
      {std::string(1'500'000, '\xFF'), "the message is not UTF-8: byte 0"},
  };
  for (const auto& message : messages) {
    CAPTURE(message.bytes.substr(0, 60), message.why);
    const auto r = refused(message.bytes);
    CAPTURE(r.message);
    CHECK(r.message.starts_with(message.why));
    CHECK(r.malformed);
    CHECK(r.field.empty());
    CHECK(r.header.id == "t-0-7");
  }
}

TEST_CASE("a job may be 100 levels deep and 1,500,000 bytes long", "[job][hostile]") {
  const auto deep = with("\"context\":{\"a\":" + repeated("[", 98) + repeated("]", 98) + "}");
  CHECK(parse(deep));
  std::string longest = with("\"stdin\":\"\"");
  longest.insert(longest.size() - 2, std::string(1'500'000 - longest.size(), 'x'));
  REQUIRE(longest.size() == 1'500'000);
  CHECK(parse(longest));
}

TEST_CASE("numbers of any size pass where they are only handed on", "[job][hostile]") {
  const std::string digits(400'000, '7');
  const job j = accepted(with("\"context\":{\"n\":" + digits + ",\"e\":-1e99999999999999999999}"));
  CHECK(j.context_json == "{\"n\":" + digits + ",\"e\":-1e99999999999999999999}");
}

TEST_CASE("numbers of any size are judged where they are read", "[job][hostile]") {
  const auto why = [](const std::string& number) {
    return refused(with(R"("limits":{"timeout_seconds":)" + number + "}")).message;
  };
  const std::string zeros(400, '0');
  CHECK(why("1" + zeros).find("is above the ceiling") != std::string::npos);
  CHECK(why("1" + zeros + ".5e1").find("is above the ceiling") != std::string::npos);
  CHECK(why("1e99999999999999999999").find("is above the ceiling") != std::string::npos);
  CHECK(why("0." + zeros + "1").find("is not above 0") != std::string::npos);
  CHECK(why("1e-99999999999999999999").find("is not above 0") != std::string::npos);
  CHECK(why("0." + zeros + "1e-20").find("is not above 0") != std::string::npos);
  CHECK(why("-1" + zeros).find("is not above 0") != std::string::npos);
  CHECK(why("0e99999999999999999999").find("is not above 0") != std::string::npos);
}

TEST_CASE("very many of anything is answered as fast as it is read", "[job][hostile]") {
  std::string files;
  for (int i = 0; i < 40'000; ++i)
    files +=
        (files.empty() ? "" : ",") + (R"({"path":"f)" + std::to_string(i)) + R"(","content":""})";
  CHECK(accepted(with("\"files\":[" + files + "]")).files.size() == 40'000);
  CHECK_FALSE(parse("{" + repeated("\"\":0,", 250'000) + "\"a\":0}"));
  CHECK_FALSE(parse(with(R"("allowed_imports":["a)" + repeated(".a", 600'000) + "\"]")));
  CHECK_FALSE(
      parse(with(R"("files":[{"path":"a)" + repeated("/a", 600'000) + R"(","content":""}])")));
  CHECK_FALSE(parse(with("\"metadata\":{\"a\":[" + repeated("[],", 400'000) + "0]}")));
}

TEST_CASE("no damage to a job's bytes does more than to get it refused", "[job][hostile]") {
  const std::string valid =
      R"({"id":"a","type":"execute","user_id":12,"profile":"data","metadata":{"k":[1]},)"
      R"("code":"print(\"\u00e9\ud83d\ude00\");","context":{"n":1.5e3},)"
      R"("files":[{"path":"a/b","content":"x"},{"path":"c","data_base64":"AAEC"}],)"
      R"("limits":{"timeout_seconds":1.5,"max_memory_mb":64},)"
      R"("allowed_imports":["math","json"],"enable_network":false})";
  REQUIRE(parse(valid));
  std::mt19937 random(11);
  int survived = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = valid;
    for (auto changes = 1 + random() % 4; changes > 0 && !bytes.empty(); --changes) {
      const size_t at = random() % bytes.size();
      switch (random() % 4) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes.insert(at, 1, "{}[]:,\"\\0 9"[random() % 11]);
        break;
      case 2:
        bytes.erase(at, 1 + random() % 8);
        break;
      default:
        bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 40));
      }
    }
    const auto parsed = parse(bytes);
    survived += parsed ? 1 : 0;
    if (parsed)
      continue;
    const auto& r = parsed.error();
    if (r.message.empty() || r.message.size() > 1500 || invalid_utf8_at(r.message)
        || r.header.id.empty())
      FAIL("refused badly: " << bytes);
  }
  CHECK(survived > 100);
}
