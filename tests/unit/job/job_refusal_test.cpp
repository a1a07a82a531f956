// SPDX-License-Identifier: Apache-2.0
#include "job/job_parser.hpp"

#include "parsing.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::job;
using namespace cordon::test;

namespace {

struct refusal {
  std::string message;
  std::string field;
  std::string why;
};

const std::string all_imports = R"("allowed_imports":)";

} // namespace

TEST_CASE("a refusal names the field and says what would be right", "[job][refusal]") {
  const refusal refusals[] = {
      // fields that nobody knows
      {with(R"("foo":1)"), "foo", "unknown field 'foo'; known: 'id', 'type',"},
      {with(R"("stdn":"")"), "stdn", "unknown field 'stdn'; did you mean 'stdin'?"},
      {with(R"("max_retry":0)"), "max_retry", "unknown field 'max_retry'"},
      {with(R"("Code":"")"), "Code", "unknown field 'Code'; did you mean 'code'?"},
      // limits outside of their object
      {with(R"("timeout":1)"), "timeout",
       "unknown field 'timeout'; did you mean 'limits.timeout_seconds'?"},
      {with(R"("timeout_seconds":1)"), "timeout_seconds",
       "unknown field 'timeout_seconds'; did you mean 'limits.timeout_seconds'?"},
      {with(R"("memory":64)"), "memory",
       "unknown field 'memory'; did you mean 'limits.max_memory_mb'?"},
      {with(R"("max_memory_mb":64)"), "max_memory_mb",
       "unknown field 'max_memory_mb'; did you mean 'limits.max_memory_mb'?"},
      {with(R"("limits":{"timeout":1})"), "limits.timeout",
       "unknown field 'limits.timeout'; known: 'timeout_seconds', 'max_memory_mb'"},
      {with(R"("limits":{"timeout_second":1})"), "limits.timeout_second",
       "unknown field 'limits.timeout_second'; did you mean 'timeout_seconds'?"},
      {with(R"("files":[{"path":"a","contents":""}])"), "files[0].contents",
       "unknown field 'files[0].contents'; did you mean 'content'?"},
      {with(R"("user_id":")" + std::string(1'023, 'u') + "\""), "user_id",
       "user_id: is 1025 bytes of JSON long; at most 1024 are possible"},
      {with(R"("session_id":")" + std::string(1'023, 's') + "\""), "session_id",
       "session_id: is 1025 bytes of JSON long; at most 1024 are possible"},
      // types of jobs
      {R"({"type":"chat","message":"hi"})", "type",
       "type: jobs of type 'chat' are not delivered yet"},
      {R"({"type":"task","task":"f"})", "type", "type: jobs of type 'task' are not delivered yet"},
      {R"({"type":"exec","code":""})", "type",
       "type: unknown type 'exec'; known: 'execute', 'validate', 'redact'"},
      {R"({"type":"exceute","code":""})", "type",
       "type: unknown type 'exceute'; did you mean 'execute'?"},
      {R"({"type":"","code":""})", "type", "type: unknown type ''"},
      // when it runs, and how often
      {with(R"("max_retries":1000)"), "", ""},
      {with(R"("max_retries":1001)"), "max_retries", "max_retries: 1001 is not between 0 and 1000"},
      {with(R"("max_retries":-1)"), "max_retries", "max_retries: -1 is not between 0 and 1000"},
      {with(R"("max_retries":1.5)"), "max_retries", "max_retries: 1.5 is not a whole number"},
      {with(R"("max_retries":1e999)"), "max_retries", "max_retries: "},
      {with(R"("countdown":86400)"), "", ""},
      {with(R"("countdown":86400.5)"), "countdown",
       "countdown: 86400.5 is not between 0 and 86400, seconds after the record's timestamp"},
      {with(R"("countdown":-0.5)"), "countdown", "countdown: -0.5 is not between 0 and 86400"},
      {with(R"("countdown":1e-999)"), "", ""},
      {with(R"("countdown":1e999)"), "countdown", "countdown: 1e999 is not between"},
      {with(R"("eta":"2026-01-01T00:00:00Z")"), "", ""},
      {with(R"("eta":"tomorrow")"), "eta",
       "eta: 'tomorrow' is not a time like '2026-11-23T18:30:00Z' (RFC 3339)"},
      {with(R"("eta":"2026-02-30T00:00:00Z")"), "eta", "eta: there is no such time as"},
      // named by the contract, not delivered yet
      {with(R"("message":"hi")"), "message",
       "message: belongs to jobs of type 'chat', which are not delivered yet"},
      {with(R"("model":null)"), "model", "model: belongs to"},
      {with(R"("stream":false)"), "stream", "stream: belongs to"},
      {with(R"("output_schema":{})"), "output_schema", "output_schema: belongs to"},
      {with(R"("tools":[])"), "tools", "tools: belongs to"},
      {with(R"("task":"f")"), "task", "task: belongs to jobs of type 'task'"},
      {with(R"("args":[])"), "args", "args: belongs to"},
      {with(R"("kwargs":{})"), "kwargs", "kwargs: belongs to"},
      // how the job travels
      {with(R"("expires":-1)"), "expires",
       "expires: -1 is below 0; seconds after the record's timestamp are meant"},
      {with(R"("expires":1e999)"), "expires",
       "expires: 1e999 is above 1000000000; seconds after the record's timestamp are meant, a time "
       "is written like '2026-11-23T18:30:00Z'"},
      {with(R"("expires":1795000000000)"), "expires", "expires: 1795000000000 is above"},
      {with(R"("expires":"tomorrow")"), "expires",
       "expires: 'tomorrow' is not a time like '2026-11-23T18:30:00Z' (RFC 3339)"},
      {with(R"("expires":"2026-02-29T00:00:00Z")"), "expires",
       "expires: there is no such time as '2026-02-29T00:00:00Z'"},
      {with(R"("reply_to":"a b")"), "reply_to",
       "reply_to: 'a b' is not a topic's name; 1 to 249 letters, digits, '.', '_' and '-' are "
       "possible"},
      {with(R"("reply_to":"..")"), "reply_to", "reply_to: '..' is not a topic's name"},
      {with(R"("reply_to":"")"), "reply_to", "reply_to: '' is not a topic's name"},
      {with(R"("reply_to":")" + std::string(250, 'x') + "\""), "reply_to", "reply_to: 'xxx"},
      // fields of other types
      {"{}", "code", "code: is missing; a job of type 'execute' needs it"},
      {R"({"type":"validate"})", "code", "code: is missing"},
      {R"({"type":"redact"})", "text", "text: is missing; a job of type 'redact' needs it"},
      {R"({"type":"redact","text":"","code":""})", "code",
       "code: does not belong in a job of type 'redact'"},
      {R"({"type":"redact","text":"","context":{}})", "context", "context: does not belong"},
      {R"({"type":"redact","text":"","stdin":""})", "stdin", "stdin: does not belong"},
      {R"({"type":"redact","text":"","files":[]})", "files", "files: does not belong"},
      {R"({"type":"redact","text":"","allowed_imports":[]})", "allowed_imports",
       "allowed_imports: does not belong"},
      {with(R"("text":"")"), "text",
       "text: does not belong in a job of type 'execute', which takes 'code'"},
      // profiles
      {with(R"("profile":"fast")"), "profile",
       "profile: this worker has no profile 'fast'; known: 'data', 'default', 'open'"},
      {with(R"("profile":"defualt")"), "profile",
       "profile: this worker has no profile 'defualt'; did you mean 'default'?"},
      // limits
      {with(R"("limits":{"timeout_seconds":0})"), "limits.timeout_seconds",
       "limits.timeout_seconds: 0 is not above 0"},
      {with(R"("limits":{"timeout_seconds":-2.5})"), "limits.timeout_seconds",
       "limits.timeout_seconds: -2.5 is not above 0"},
      {with(R"("limits":{"timeout_seconds":1e-999})"), "limits.timeout_seconds",
       "limits.timeout_seconds: 1e-999 is not above 0"},
      {with(R"("limits":{"timeout_seconds":0.0009})"), "limits.timeout_seconds",
       "limits.timeout_seconds: 0.0009 is below the least possible, 0.001"},
      {with(R"("limits":{"timeout_seconds":60.001})"), "limits.timeout_seconds",
       "limits.timeout_seconds: 60.001 is above the ceiling of profile 'default', 60"},
      {with(R"("limits":{"timeout_seconds":1e999})"), "limits.timeout_seconds",
       "limits.timeout_seconds: 1e999 is above the ceiling"},
      {with(R"("limits":{"timeout_seconds":-1e999})"), "limits.timeout_seconds",
       "limits.timeout_seconds: -1e999 is not above 0"},
      {with(R"("limits":{"max_memory_mb":15})"), "limits.max_memory_mb",
       "limits.max_memory_mb: 15 is below the least possible, 16"},
      {with(R"("limits":{"max_memory_mb":2048})"), "limits.max_memory_mb",
       "limits.max_memory_mb: 2048 is above the ceiling of profile 'default', 1024"},
      {with(R"("limits":{"max_memory_mb":64.5})"), "limits.max_memory_mb",
       "limits.max_memory_mb: 64.5 is not a whole number"},
      {with(R"("limits":{"max_output_bytes":-1})"), "limits.max_output_bytes",
       "limits.max_output_bytes: -1 is below the least possible, 0"},
      {with(R"("limits":{"max_output_bytes":1000001})"), "limits.max_output_bytes",
       "limits.max_output_bytes: 1000001 is above the ceiling of profile 'default', 1000000"},
      {with(R"("limits":{"max_processes":0})"), "limits.max_processes",
       "limits.max_processes: 0 is not above 0"},
      {with(R"("limits":{"max_processes":2})"), "limits.max_processes",
       "limits.max_processes: 2 is above the ceiling of profile 'default', 1"},
      {with(R"("profile":"open","limits":{"max_processes":65})"), "limits.max_processes",
       "limits.max_processes: 65 is above the ceiling of profile 'open', 64"},
      {with(R"("limits":{"max_file_bytes":67108865})"), "limits.max_file_bytes",
       "limits.max_file_bytes: 67108865 is above the ceiling of profile 'default', 67108864"},
      {with(R"("limits":{"max_file_bytes":123456789012345678901234567890})"),
       "limits.max_file_bytes", "limits.max_file_bytes: 123456789012345678901234567890 is above"},
      // imports
      {with(all_imports + R"(["os"])"), "allowed_imports[0]",
       "allowed_imports[0]: profile 'default' does not allow the import of 'os'"},
      {with(all_imports + R"(["math","mathx"])"), "allowed_imports[1]", "allowed_imports[1]: "},
      {with(all_imports + R"(["os.math"])"), "allowed_imports[0]", "allowed_imports[0]: "},
      {with(all_imports + R"([""])"), "allowed_imports[0]",
       "allowed_imports[0]: '' is not a module's name, like 'collections.abc'"},
      {with(all_imports + R"(["json."])"), "allowed_imports[0]", "allowed_imports[0]: 'json.'"},
      {with(all_imports + R"([".json"])"), "allowed_imports[0]", "allowed_imports[0]: '.json'"},
      {with(all_imports + R"(["json..x"])"), "allowed_imports[0]", "allowed_imports[0]: "},
      {with(all_imports + R"(["json as j"])"), "allowed_imports[0]", "allowed_imports[0]: "},
      {with(R"("profile":"open",)" + all_imports + R"(["1x"])"), "allowed_imports[0]",
       "allowed_imports[0]: '1x' is not a module's name"},
      // checks and switches
      {with(R"("enable_network":true)"), "enable_network",
       "enable_network: profile 'default' has no network"},
      {with(R"("profile":"open","enable_network":true)"), "enable_network",
       "enable_network: profile 'open' has no network"},
      {with(R"("enable_syntax_validation":false)"), "enable_syntax_validation",
       "enable_syntax_validation: profile 'default' does not let jobs switch this off"},
      {with(R"("enable_ast_validation":false)"), "enable_ast_validation", "enable_ast_validation"},
      {with(R"("profile":"data","enable_output_validation":false)"), "enable_output_validation",
       "enable_output_validation: profile 'data' does not let"},
      {with(R"("redact_sensitive_output":false)"), "redact_sensitive_output",
       "redact_sensitive_output: profile 'default' does not let"},
  };
  for (const auto& expected : refusals) {
    CAPTURE(expected.message);
    if (expected.why.empty()) {
      CHECK(parse(expected.message));
      continue;
    }
    const auto r = refused(expected.message);
    CHECK(r.field == expected.field);
    // What nobody knows was not written for this worker: a dead letter.
    CHECK(r.malformed == (r.message.find("unknown ") != std::string::npos));
    CAPTURE(r.message, expected.why);
    CHECK(r.message.starts_with(expected.why));
  }
}

TEST_CASE("a value of the wrong type is malformed", "[job][refusal]") {
  const refusal refusals[] = {
      {with(R"("id":7)"), "id", "id: must be a string, not a number"},
      {R"({"type":1,"code":""})", "type", "type: must be a string, not a number"},
      {R"({"type":null,"code":""})", "type", "type: must be a string, not null"},
      {with(R"("session_id":{})"), "session_id", "session_id: must be a string, not an object"},
      {with(R"("profile":null)"), "profile", "profile: must be a string, not null"},
      {with(R"("max_retries":"0")"), "max_retries", "max_retries: must be a number, not a string"},
      {with(R"("countdown":null)"), "countdown", "countdown: must be a number, not null"},
      {with(R"("eta":5)"), "eta", "eta: must be a time (RFC 3339) or null, not a number"},
      {with(R"("expires":[1])"), "expires",
       "expires: must be a number of seconds, a time (RFC 3339) or null, not an array"},
      {with(R"("reply_to":7)"), "reply_to",
       "reply_to: must be a topic's name or null, not a number"},
      {with(R"("metadata":[])"), "metadata", "metadata: must be an object, not an array"},
      {with(R"("metadata":null)"), "metadata", "metadata: must be an object, not null"},
      {R"({"code":["1"]})", "code", "code: must be a string, not an array"},
      {R"({"type":"redact","text":1})", "text", "text: must be a string, not a number"},
      {with(R"("context":"x")"), "context", "context: must be an object, not a string"},
      {with(R"("stdin":0)"), "stdin", "stdin: must be a string, not a number"},
      {with(R"("files":{})"), "files", "files: must be an array, not an object"},
      {with(R"("limits":[])"), "limits", "limits: must be an object, not an array"},
      {with(R"("limits":{"timeout_seconds":"1"})"), "limits.timeout_seconds",
       "limits.timeout_seconds: must be a number, not a string"},
      {with(R"("limits":{"max_processes":true})"), "limits.max_processes",
       "limits.max_processes: must be a number, not a boolean"},
      {with(R"("allowed_imports":"math")"), "allowed_imports",
       "allowed_imports: must be an array, not a string"},
      {with(R"("allowed_imports":[1])"), "allowed_imports[0]",
       "allowed_imports[0]: must be a string, not a number"},
      {with(R"("enable_network":0)"), "enable_network",
       "enable_network: must be true or false, not a number"},
      {with(R"("enable_ast_validation":"false")"), "enable_ast_validation",
       "enable_ast_validation: must be true or false, not a string"},
      {with(R"("code":"2")"), "code", "code: the field is there more than once"},
      {with(R"("\u0063ode":"2")"), "code", "code: the field is there more than once"},
      {with(R"("limits":{"max_processes":1,"max_processes":1})"), "limits.max_processes",
       "limits.max_processes: the field is there more than once"},
  };
  for (const auto& expected : refusals) {
    CAPTURE(expected.message);
    const auto r = refused(expected.message);
    CHECK(r.field == expected.field);
    CHECK(r.message == expected.why);
    CHECK(r.malformed);
  }
}

TEST_CASE("a long or strange name is cut and cleaned in a message", "[job][refusal]") {
  const auto r = refused(with("\"" + std::string(100'000, 'x') + "\":1"));
  CHECK(r.message.size() < 1000);
  CHECK(r.field.size() < 100);
  CHECK(refused(with(R"("a\u001b":1)")).message.starts_with("unknown field 'a?'"));
}

TEST_CASE("a refused job still has a header", "[job][refusal]") {
  const auto header = [](const std::string& problem) {
    return refused(R"({"id":"a","type":"validate","user_id":5,"session_id":"s",)"
                   R"("metadata":{"m" : 1},"reply_to":"a-replies","code":"",)"
                   + problem)
        .header;
  };
  for (const char* problem :
       {R"("foo":1})", R"("profile":"x"})", R"("stdin":1})", R"("id":"b"})", R"("context":{]})",
        "!", "", "\"x", "\"x\":\xFF}", R"("x":"\ud800"})"}) {
    CAPTURE(problem);
    const job h = header(problem);
    CHECK(h.id == "a");
    CHECK(h.type == job_type::validate);
    CHECK(h.user_id_json == "5");
    CHECK(h.session_id == "s");
    CHECK(h.metadata_json == R"({"m" : 1})");
    CHECK(h.reply_to == "a-replies");
  }
}

TEST_CASE("a header field that is wrong itself has its default", "[job][refusal]") {
  const auto h =
      refused(R"({"id":5,"type":"x","user_id":1.5,"session_id":[],"metadata":1,"reply_to":"."})")
          .header;
  CHECK(h.id == "t-0-7");
  CHECK(h.type == job_type::execute);
  CHECK(h.user_id_json == "null");
  CHECK(h.session_id == std::nullopt);
  CHECK(h.metadata_json == "{}");
  CHECK(h.reply_to.empty());
  CHECK(refused(R"({"type":"chat","message":"x"})").header.type == job_type::chat);
}

TEST_CASE("a number cut off by a fault is not taken for the whole number", "[job][refusal]") {
  CHECK(refused(R"({"user_id":12x})").header.user_id_json == "null");
  CHECK(refused(R"({"user_id":12)").header.user_id_json == "null");
}

TEST_CASE("no field is offered that would be refused", "[job][refusal]") {
  const auto message = refused(with(R"("foo":1)")).message;
  CHECK(message.find("'redact_sensitive_output'") != std::string::npos);
  for (const char* field : {"'message'", "'model'", "'stream'", "'output_schema'", "'tools'",
                            "'task'", "'args'", "'kwargs'"})
    CHECK(message.find(field) == std::string::npos);
  CHECK(refused(with(R"("kwarg":1)")).message.find("did you mean") == std::string::npos);
}
