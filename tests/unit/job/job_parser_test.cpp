// SPDX-License-Identifier: Apache-2.0
#include "job/job_parser.hpp"

#include "parsing.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>

using namespace cordon::job;
using namespace cordon::test;
using namespace std::chrono_literals;

TEST_CASE("a job of code alone has the defaults of its profile", "[job][parser]") {
  const job j = accepted(R"({"code":"print(1);"})");
  CHECK(j.id == "t-0-7");
  CHECK(j.type == job_type::execute);
  CHECK(j.code == "print(1);");
  CHECK(j.user_id_json == "null");
  CHECK(j.session_id == std::nullopt);
  CHECK(j.profile == "default");
  CHECK(j.metadata_json == "{}");
  CHECK(j.context_json == "{}");
  CHECK(j.stdin_text.empty());
  CHECK(j.files.empty());
  CHECK(j.limits == builtin_profiles().at("default")->defaults);
  CHECK(*j.allowed_imports == *builtin_profiles().at("default")->allowed_imports);
  CHECK_FALSE(j.enable_network);
  CHECK((j.enable_syntax_validation && j.enable_ast_validation && j.enable_output_validation));
  CHECK(j.redact_sensitive_output);
}

TEST_CASE("every field of a job is read", "[job][parser]") {
  const job j = accepted(R"( {
    "id": "a\u00fc", "type": "execute", "user_id": "u\u0041", "session_id": "s", "profile": "open",
    "max_retries": 0, "countdown": 0.0, "eta": null, "expires": null, "reply_to": null,
    "metadata": { "n" : 123456789012345678901234567890 , "m":[1.0] },
    "code": "x = '\u20ac'\n", "context": {"big": 1e999, "a" : "\/"}, "stdin": "in\u0000put",
    "files": [{"path": "a/b.txt", "content": "\u00fc"}, {"data_base64": "AP8=", "path": "c"}],
    "limits": {"timeout_seconds": 2.5, "max_memory_mb": 64, "max_output_bytes": 0,
               "max_processes": 64, "max_file_bytes": 1000},
    "enable_network": false, "allowed_imports": ["os.path", "math", "os.path"],
    "enable_syntax_validation": false, "enable_ast_validation": false,
    "enable_output_validation": false, "redact_sensitive_output": true } )");
  CHECK(j.id == "a\xC3\xBC");
  CHECK(j.user_id_json == R"("u\u0041")");
  CHECK(j.session_id == "s");
  CHECK(j.profile == "open");
  CHECK(j.metadata_json == R"({ "n" : 123456789012345678901234567890 , "m":[1.0] })");
  CHECK(j.code == "x = '\xE2\x82\xAC'\n");
  CHECK(j.context_json == R"({"big": 1e999, "a" : "\/"})");
  CHECK(j.stdin_text == std::string("in\0put", 6));
  REQUIRE(j.files.size() == 2);
  CHECK(j.files[0].path == "a/b.txt");
  CHECK(j.files[0].content == "\xC3\xBC");
  CHECK(j.files[1].content == std::string("\0\xFF", 2));
  CHECK(j.limits == limits{2500ms, 64u << 20, 0, 64, 1000});
  CHECK(*j.allowed_imports == std::vector<std::string>{"math", "os.path"});
  CHECK_FALSE(
      (j.enable_syntax_validation || j.enable_ast_validation || j.enable_output_validation));
  CHECK(j.redact_sensitive_output);
}

TEST_CASE("when a job is to run, and how often, is read", "[job][parser]") {
  const job j =
      accepted(R"({"code":"","max_retries":3,"countdown":2.5,"eta":"1970-01-01T00:00:01.5Z"})");
  CHECK(j.max_retries == 3);
  CHECK(j.countdown_seconds == 2.5);
  CHECK(j.eta_ms == 1'500);
  const job plain = accepted(R"({"code":"","max_retries":0,"countdown":0,"eta":null})");
  CHECK((plain.max_retries == 0 && plain.countdown_seconds == 0 && !plain.eta_ms));
}

TEST_CASE("validate takes code and redact takes text", "[job][parser]") {
  const job validate = accepted(R"({"type":"validate","code":"import os","files":[]})");
  CHECK(validate.type == job_type::validate);
  CHECK(validate.code == "import os");
  const job redact = accepted(R"({"type":"redact","text":"","redact_sensitive_output":true})");
  CHECK(redact.type == job_type::redact);
  CHECK(redact.text.empty());
  CHECK(accepted(R"({"type":"redact","text":"t"})").text == "t");
  CHECK(accepted(R"({"code":""})").code.empty());
}

TEST_CASE("null stands for no id and no session", "[job][parser]") {
  const job j = accepted(with(R"("id":null,"session_id":null,"user_id":null)"));
  CHECK(j.id == "t-0-7");
  CHECK(j.session_id == std::nullopt);
  CHECK(j.user_id_json == "null");
}

TEST_CASE("ids may be 1 to 256 bytes long", "[job][parser]") {
  CHECK(accepted(with(R"("id":"x")")).id == "x");
  const std::string longest(256, 'x');
  CHECK(accepted(with("\"id\":\"" + longest + "\"")).id == longest);
  CHECK(refused(with("\"id\":\"" + longest + "y\"")).message
        == "id: is 257 bytes long; 1 to 256 are possible");
  CHECK(refused(with(R"("id":"")")).field == "id");
  std::string umlauts; // 129 characters, 258 bytes
  for (int i = 0; i < 129; ++i)
    umlauts += "\xC3\xBC";
  CHECK(refused(with("\"id\":\"" + umlauts + "\"")).field == "id");
}

TEST_CASE("a user id keeps the text that its producer wrote", "[job][parser]") {
  for (const std::string text :
       {"0", "-17", "123456789012345678901234567890", "\"\"", "\"\\u00e4:%\"", "null"})
    CHECK(accepted(with("\"user_id\": " + text)).user_id_json == text);
  for (const std::string text : {"1.0", "1e3", "true", "[]", "{}"}) {
    const auto r = refused(with("\"user_id\":" + text));
    CHECK(r.message == "user_id: must be a string, an integer or null");
    CHECK(r.malformed);
  }
}

TEST_CASE("metadata of up to 4096 bytes is kept byte for byte", "[job][parser]") {
  const std::string fits = "{\"k\": \"" + std::string(4096 - 9, 'x') + "\"}";
  REQUIRE(fits.size() == 4096);
  CHECK(accepted(with("\"metadata\":" + fits)).metadata_json == fits);
  const auto r = refused(with("\"metadata\":{ " + fits.substr(1)));
  CHECK(r.message == "metadata: is 4097 bytes long; at most 4096 are possible");
  CHECK(r.header.metadata_json == "{}");
}

TEST_CASE("timeouts count milliseconds", "[job][parser]") {
  const auto timeout = [](const std::string& text) {
    return accepted(with(R"("limits":{"timeout_seconds":)" + text + "}")).limits.timeout;
  };
  CHECK(timeout("0.001") == 1ms);
  CHECK(timeout("0.0015") == 2ms);
  CHECK(timeout("1e0") == 1s);
  CHECK(timeout("60") == 60s);
  CHECK(timeout("59.9999") == 60s);
}

TEST_CASE("whole numbers may be written with a point", "[job][parser]") {
  CHECK(accepted(with(R"("limits":{"max_memory_mb":64.0})")).limits.max_memory_bytes == 64u << 20);
  CHECK(accepted(with(R"("limits":{"max_output_bytes":1e3})")).limits.max_output_bytes == 1000);
}

TEST_CASE("limits may reach the profile's ceiling", "[job][parser]") {
  const job j = accepted(with(R"("limits":{"timeout_seconds":60,"max_memory_mb":1024,
    "max_output_bytes":1000000,"max_processes":1,"max_file_bytes":67108864})"));
  CHECK(j.limits == builtin_profiles().at("default")->ceiling);
}

TEST_CASE("a job may narrow the imports of its profile", "[job][parser]") {
  const auto imports = [](const std::string& list) {
    return *accepted(with("\"allowed_imports\":" + list)).allowed_imports;
  };
  CHECK(imports("[]").empty());
  CHECK(imports(R"(["math","json"])") == std::vector<std::string>{"json", "math"});
  CHECK(imports(R"(["collections.abc"])") == std::vector<std::string>{"collections.abc"});
}

TEST_CASE("a job that names no imports shares its profile's list", "[job][parser]") {
  const auto profiles = builtin_profiles();
  const auto parsed = parse_job(R"({"code":""})", profiles, "x");
  REQUIRE(parsed);
  CHECK((*parsed)->allowed_imports == profiles.at("default")->allowed_imports);
}

TEST_CASE("open leaves output as it is unless the job asks", "[job][parser]") {
  CHECK_FALSE(accepted(with(R"("profile":"open")")).redact_sensitive_output);
  CHECK(
      accepted(with(R"("profile":"open","redact_sensitive_output":true)")).redact_sensitive_output);
  CHECK(accepted(with(R"("profile":"open")")).limits.max_processes == 16);
}

TEST_CASE("switches may be named as the profile has them anyway", "[job][parser]") {
  const job j = accepted(with(R"("enable_syntax_validation":true,"enable_ast_validation":true,
    "enable_output_validation":true,"redact_sensitive_output":true,"enable_network":false)"));
  CHECK(j.enable_ast_validation);
}

TEST_CASE("jobs are parsed on many threads at once", "[job][parser]") {
  const auto profiles = builtin_profiles();
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i) {
        const auto good = parse_job(R"({"id":"a","code":"1"})", profiles, "x");
        const auto bad = parse_job(R"({"id":"a","cod":"1"})", profiles, "x");
        right += good && !bad && bad.error().header.id == "a" ? 1 : 0;
      }
    });
  for (auto& thread : threads)
    thread.join();
  CHECK(right == 800);
}

TEST_CASE("a job expires so long after its record, at a time, or never", "[job][parser]") {
  const job after = accepted(with(R"("expires":2.5)"));
  CHECK(after.expires_after_seconds == 2.5);
  CHECK(after.expires_at_ms == std::nullopt);
  const job at = accepted(with(R"("expires":"1970-01-01T01:00:01.5+01:00")"));
  CHECK(at.expires_after_seconds == std::nullopt);
  CHECK(at.expires_at_ms == 1500);
  for (const job& never : {accepted(with(R"("expires":null)")), accepted(R"({"code":""})")}) {
    CHECK(never.expires_after_seconds == std::nullopt);
    CHECK(never.expires_at_ms == std::nullopt);
  }
  CHECK(accepted(with(R"("expires":0)")).expires_after_seconds == 0.0);
}

TEST_CASE("a job may name its reply topic", "[job][parser]") {
  CHECK(accepted(with(R"("reply_to":"a.B_c-9")")).reply_to == "a.B_c-9");
  CHECK(accepted(with(R"("reply_to":null)")).reply_to.empty());
  CHECK(accepted(with(R"("reply_to":")" + std::string(249, 'x') + "\"")).reply_to.size() == 249);
}

TEST_CASE("a job may ask for the network of a profile that has targets", "[job][parser]") {
  auto profiles = builtin_profiles();
  auto policy = std::make_shared<profile>(*profiles.at("open"));
  policy->name = "online";
  policy->egress = {{"api.example.org", 443}};
  profiles["online"] = policy;
  const auto parsed = parse_job(with(R"("profile":"online","enable_network":true)"), profiles, "x");
  REQUIRE(parsed);
  CHECK((*parsed)->enable_network);
  CHECK_FALSE((*parse_job(with(R"("profile":"online")"), profiles, "x"))->enable_network);
}
