// SPDX-License-Identifier: Apache-2.0
#include "execution/outcome.hpp"

#include "jail/sample_messages.hpp"
#include "job/json_check.hpp"
#include "job/utf8.hpp"
#include "sample_outcomes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <csignal>

using namespace cordon;
using namespace cordon::execution;
using namespace cordon::execution::samples;
using jail::claim;
using jail::ending;
using job::error_type;
using job::status;

namespace {

using details = std::map<std::string, std::string>;

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

struct row {
  const char* what;
  outcome from;
  job::status status;
  job::error_type type;
  std::optional<int> exit_code;
  details expected;
  bool can_retry = false;
};

std::vector<row> ends_without_exception() {
  const outcome in_line{.ending = ending::cancelled};
  auto not_started = ended(ending::not_started);
  not_started.problem = "mount: EPERM";
  return {
      {"ran to its end", completed_with("null"), status::succeeded, error_type::none, 0, {}},
      {"sys.exit(0)",
       exited(0, {.claim = claim::exited}),
       status::succeeded,
       error_type::none,
       0,
       {}},
      {"sys.exit(3)",
       exited(3, {.claim = claim::exited, .exit_code = 3}),
       status::failed,
       error_type::CodeExecutionError,
       3,
       {}},
      {"sys.exit(-1)",
       exited(255, {.claim = claim::exited, .exit_code = -1}),
       status::failed,
       error_type::CodeExecutionError,
       255,
       {}},
      {"os._exit(0)", exited(0, {}), status::failed, error_type::CodeExecutionError, 0, {}},
      {"os._exit(3)", exited(3, {}), status::failed, error_type::CodeExecutionError, 3, {}},
      {"no verdict at all",
       ended(ending::exited),
       status::failed,
       error_type::CodeExecutionError,
       0,
       {}},
      {"SIGKILL",
       ended(ending::signaled, SIGKILL),
       status::failed,
       error_type::CodeExecutionError,
       137,
       {}},
      {"SIGSYS of its own",
       ended(ending::signaled, SIGSYS),
       status::failed,
       error_type::CodeExecutionError,
       128 + SIGSYS,
       {}},
      {"a forbidden call",
       killed_for("ptrace"),
       status::failed,
       error_type::SecurityViolationError,
       128 + SIGSYS,
       {{"violation_type", "forbidden_syscall"}, {"syscall", "ptrace"}}},
      {"no such signal",
       ended(ending::signaled, 200),
       status::failed,
       error_type::CodeExecutionError,
       328,
       {}},
      {"out of time",
       ended(ending::timed_out),
       status::timed_out,
       error_type::TimeoutError,
       137,
       {}},
      {"cancelled",
       ended(ending::cancelled),
       status::cancelled,
       error_type::CancelledError,
       137,
       {}},
      {"cancelled in line", in_line, status::cancelled, error_type::CancelledError, {}, {}},
      {"not started", not_started, status::failed, error_type::SandboxError, {}, {}, true},
  };
}

void check_row(const row& r) {
  CAPTURE(r.what);
  const auto got = result_of(r.from);
  CHECK(got.status == r.status);
  CHECK(got.error_type == r.type);
  CHECK(got.exit_code == r.exit_code);
  CHECK(got.details == r.expected);
  CHECK(got.can_retry == r.can_retry);
  CHECK(got.error_message.empty() == (r.type == error_type::none));
}

/// What must hold of every answer, whatever the program wrote as its verdict.
bool is_sound(const job::result& r) {
  bool texts_are_valid = !job::invalid_utf8_at(r.error_message);
  for (const auto& [name, text] : r.details)
    texts_are_valid = texts_are_valid && !job::invalid_utf8_at(text);
  return texts_are_valid && (r.status == status::succeeded) == (r.error_type == error_type::none)
         && r.error_message.empty() == (r.error_type == error_type::none)
         && !job::find_json_fault(r.return_value_json, 101);
}

} // namespace

TEST_CASE("each ending gives its status, error type, exit code and details",
          "[execution][program_result]") {
  for (const auto& row : ends_without_exception())
    check_row(row);
}

TEST_CASE("messages say what happened", "[execution][program_result]") {
  const auto message = [](const outcome& o) { return result_of(o).error_message; };
  CHECK(message(exited(3, {.claim = claim::exited, .exit_code = 3}))
        == "The program left with exit code 3");
  CHECK(mentions(message(exited(4, {})), "os._exit"));
  CHECK(mentions(message(exited(4, {})), "exit code 4"));
  CHECK(message(ended(ending::signaled, SIGSEGV))
        == "The program was ended by signal 11 (SIGSEGV)");
  CHECK(message(ended(ending::signaled, 200)) == "The program was ended by signal 200");
  CHECK(message(ended(ending::timed_out)) == "The program ran longer than its limit of 10 s");
  const outcome in_line{.ending = ending::cancelled};
  auto not_started = ended(ending::not_started);
  not_started.problem = "mount: EPERM";
  CHECK(message(not_started) == "The program could not be started: mount: EPERM");
}

TEST_CASE("a cancelled job's result tells whether it had run", "[execution][program_result]") {
  outcome cancelled{.ending = ending::cancelled};
  const auto before = result_of(cancelled);
  CHECK(before.error_message == "The job was cancelled before it ran");
  CHECK_FALSE(before.exit_code);
  cancelled.has_run = true;
  const auto amid = result_of(cancelled);
  CHECK(amid.error_message == "The job was cancelled while it ran");
  CHECK(amid.exit_code == 137);
}

TEST_CASE("a time limit is told without needless digits", "[execution][program_result]") {
  job::job job;
  const auto message = [&](int milliseconds) {
    job.limits.timeout = std::chrono::milliseconds(milliseconds);
    return make_result(job, ended(ending::timed_out)).error_message;
  };
  CHECK(message(500) == "The program ran longer than its limit of 0.5 s");
  CHECK(message(1'250) == "The program ran longer than its limit of 1.25 s");
  CHECK(message(60'000) == "The program ran longer than its limit of 60 s");
}

TEST_CASE("an exception is the answer, with its traceback", "[execution][program_result]") {
  const auto got =
      result_of(raised({.exception = "ValueError", .message = "no", .traceback = "Traceback …"}));
  CHECK(got.status == status::failed);
  CHECK(got.error_type == error_type::CodeExecutionError);
  CHECK(got.error_message == "ValueError: no");
  CHECK(got.exit_code == 1);
  CHECK(got.details == details{{"exception", "ValueError"}, {"traceback", "Traceback …"}});
  CHECK_FALSE(got.can_retry);
  CHECK(result_of(raised({.exception = "KeyError"})).error_message == "KeyError");
}

TEST_CASE("an uncaught refusal of an import is a security violation",
          "[execution][program_result]") {
  const auto got = result_of(raised({.exception = "ForbiddenImport",
                                     .message = "Import of 'os' is not allowed",
                                     .refused_import = "os"}));
  CHECK(got.error_type == error_type::SecurityViolationError);
  CHECK(got.error_message == "Import of 'os' is not allowed");
  CHECK(got.details.at("violation_type") == "forbidden_import");
}

TEST_CASE("an exception tells which limit was reached", "[execution][program_result]") {
  struct {
    jail::verdict verdict;
    const char* resource;
  } const table[] = {
      {{.exception = "MemoryError"}, "memory"},
      {{.exception = "OSError", .os_error = ENOSPC}, "disk"},
      {{.exception = "OSError", .os_error = EFBIG}, "file_size"},
      {{.exception = "OSError", .os_error = EMFILE}, "open_files"},
      {{.exception = "BlockingIOError", .traceback = "pid = os.fork()", .os_error = EAGAIN},
       "processes"},
      {{.exception = "RuntimeError", .message = "can't start new thread"}, "processes"},
  };
  for (const auto& [verdict, resource] : table) {
    CAPTURE(resource);
    const auto got = result_of(raised(verdict));
    CHECK(got.status == status::failed);
    CHECK(got.error_type == error_type::ResourceLimitError);
    CHECK(got.details.at("resource") == resource);
    CHECK(mentions(got.error_message, resource));
  }
}

TEST_CASE("an ordinary OSError or RuntimeError reached no limit", "[execution][program_result]") {
  for (const auto& verdict :
       {jail::verdict{.exception = "FileNotFoundError", .os_error = ENOENT},
        jail::verdict{.exception = "RuntimeError", .message = "can't start"},
        jail::verdict{
            .exception = "BlockingIOError", .traceback = "os.read(0, 1)", .os_error = EAGAIN},
        jail::verdict{.exception = "ValueError", .message = "can't start new thread"}}) {
    const auto got = result_of(raised(verdict));
    CHECK(got.error_type == error_type::CodeExecutionError);
    CHECK_FALSE(got.details.contains("resource"));
  }
}

TEST_CASE("a kill at the memory limit goes over what the program says",
          "[execution][program_result]") {
  for (auto o : {ended(ending::signaled, SIGKILL), completed_with("1"), exited(1, {})}) {
    o.oom_kills = 1;
    const auto got = result_of(o);
    CHECK(got.status == status::failed);
    CHECK(got.error_type == error_type::ResourceLimitError);
    CHECK(got.error_message == "The program was killed at its memory limit of 256 MB");
    CHECK(got.details.at("resource") == "memory");
  }
}

TEST_CASE("a claim that disagrees with the exit code does not count",
          "[execution][program_result]") {
  const jail::verdict success{.claim = claim::completed, .return_value = "1"};
  for (const int code : {1, 255}) {
    const auto got = result_of(exited(code, success));
    CHECK(got.error_type == error_type::CodeExecutionError);
    CHECK(got.return_value_json == "null");
    CHECK(mentions(got.error_message, "os._exit"));
  }
  const auto zero = result_of(exited(0, {.claim = claim::raised, .exit_code = 1}));
  CHECK(mentions(zero.error_message, "os._exit"));
  CHECK_FALSE(zero.details.contains("exception"));
}

TEST_CASE("a program cannot have run to its end with another code than 0",
          "[execution][program_result]") {
  const auto got =
      result_of(exited(7, {.claim = claim::completed, .exit_code = 7, .return_value = "1"}));
  CHECK(got.error_type == error_type::CodeExecutionError);
  CHECK(got.error_message == "The program left with exit code 7");
  CHECK(got.return_value_json == "null");
}

TEST_CASE("a failure always has a message, even where the program hid its own",
          "[execution][program_result]") {
  CHECK_FALSE(result_of(raised({})).error_message.empty());
  CHECK_FALSE(result_of(raised({.refused_import = "os"})).error_message.empty());
}

TEST_CASE("no verdict makes an unsound answer", "[execution][program_result][hostile]") {
  const jail::verdict verdicts[] = {jail::samples::sample_verdict(),
                                    {.claim = claim::completed, .return_value = R"({"a":["b"]})"},
                                    {.claim = claim::raised, .exit_code = 1, .message = "\xff"}};
  for (const auto& verdict : verdicts) {
    jail::samples::mutator mutate(7);
    const auto bytes = jail::encode(verdict);
    size_t unsound = 0;
    for (int i = 0; i < 5'000; ++i) {
      auto o = ended(ending::exited, i % 3 == 0 ? 1 : i % 3 == 1 ? 0 : 255);
      o.verdict_bytes = mutate(bytes);
      unsound += !is_sound(result_of(o));
    }
    CHECK(unsound == 0);
  }
}

TEST_CASE("measures, layers and artifacts are taken over", "[execution][program_result]") {
  auto o = completed_with("null");
  o.wall = std::chrono::milliseconds(250);
  o.memory_peak_bytes = 3u << 19;
  o.sandbox = {"native", {"seccomp"}};
  o.artifacts = {{"a.txt", "text/plain", "a"}};
  o.artifacts_problem = "too many files";
  const auto got = result_of(o);
  CHECK(got.execution_time_seconds == 0.25);
  CHECK(got.memory_used_mb == 1.5);
  CHECK(got.sandbox.sandbox_type == "native");
  CHECK(got.sandbox.layers == std::vector<std::string>{"seccomp"});
  REQUIRE(got.artifacts.size() == 1);
  CHECK(got.artifacts[0].name == "a.txt");
  CHECK(got.details == details{{"artifacts", "too many files"}});
}
