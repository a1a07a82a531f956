// SPDX-License-Identifier: Apache-2.0
#include "execution/claimed_value.hpp"
#include "execution/outcome.hpp"
#include "job/json_check.hpp"
#include "job/json_write.hpp"
#include "job/utf8.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

namespace cordon::execution {

namespace {

using job::error_type;
using job::status;

constexpr double bytes_per_mb = 1024.0 * 1024.0;
/// Deepest return value; see docs/wire.md.
constexpr size_t max_return_value_depth = 100;

/// The text of one stream within the limit, and whether something was cut.
std::string stream_text(const captured_stream& stream, uint64_t max_bytes, bool& cut) {
  auto text = job::to_valid_utf8(stream.bytes);
  cut = stream.total_bytes > max_bytes || text.size() > max_bytes;
  if (text.size() > max_bytes)
    text.resize(job::cut_utf8(text, max_bytes).size());
  return text;
}

void describe_streams(const job::job& job, const outcome& outcome, job::result& result) {
  const auto limit = job.limits.max_output_bytes;
  bool out_cut = false;
  bool err_cut = false;
  result.stdout_text = stream_text(outcome.out, limit, out_cut);
  result.stderr_text = stream_text(outcome.err, limit, err_cut);
  result.was_output_truncated = out_cut || err_cut;
  std::string what;
  const auto mention = [&](const char* name, const captured_stream& stream) {
    what += (what.empty() ? "" : "; ") + std::string(name) + " was cut at " + std::to_string(limit)
            + " of " + std::to_string(stream.total_bytes) + " bytes";
  };
  if (out_cut)
    mention("stdout", outcome.out);
  if (err_cut)
    mention("stderr", outcome.err);
  if (!what.empty())
    result.details["output"] = what;
}

void fail_as(job::result& result, status status, error_type type, std::string message) {
  result.status = status;
  result.error_type = type;
  result.error_message = std::move(message);
}

std::string seconds_text(std::chrono::milliseconds duration) {
  std::string text = std::to_string(static_cast<double>(duration.count()) / 1000.0);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.')
    text.pop_back();
  return text;
}

/// Whether the traceback's last lines show a call of fork.
bool tells_of_fork(std::string_view traceback) {
  constexpr size_t last_lines = 300;
  return traceback.substr(traceback.size() - std::min(traceback.size(), last_lines)).find("fork")
         != traceback.npos;
}

/// Which limit an uncaught exception tells of, "" where it tells of none.
std::string exhausted_resource(const jail::verdict& verdict) {
  if (verdict.exception == "MemoryError")
    return "memory";
  switch (verdict.os_error) {
  case ENOSPC:
    return "disk";
  case EFBIG:
    return "file_size";
  case EMFILE:
    return "open_files";
  case EAGAIN: // a read that would block has the same errno
    return tells_of_fork(verdict.traceback) ? "processes" : "";
  default:
    break;
  }
  // What _thread makes of pthread_create's EAGAIN.
  if (verdict.exception == "RuntimeError" && verdict.message == "can't start new thread")
    return "processes";
  return "";
}

/// At most so many bytes of each: a program that writes its own verdict keeps to no limit.
constexpr size_t max_name_bytes = 200;
constexpr size_t max_message_bytes = 4'000;
constexpr size_t max_traceback_bytes = 16'000;

std::string claimed_text(std::string_view text, size_t max_bytes) {
  auto valid = job::to_valid_utf8(text.substr(0, max_bytes));
  return std::string(job::cut_utf8(valid, max_bytes));
}

void describe_exception(const jail::verdict& verdict, job::result& result) {
  const auto name =
      verdict.exception.empty() ? "an exception" : claimed_text(verdict.exception, max_name_bytes);
  const auto message = claimed_text(verdict.message, max_message_bytes);
  result.details["exception"] = name;
  result.details["traceback"] = claimed_text(verdict.traceback, max_traceback_bytes);
  const auto text = message.empty() ? name : name + ": " + message;
  if (!verdict.refused_import.empty()) {
    result.details["violation_type"] = "forbidden_import";
    return fail_as(result, status::failed, error_type::SecurityViolationError,
                   message.empty() ? name : message);
  }
  if (const auto resource = exhausted_resource(verdict); !resource.empty()) {
    result.details["resource"] = resource;
    return fail_as(result, status::failed, error_type::ResourceLimitError,
                   "The program ran into its limit of " + resource + ": " + text);
  }
  fail_as(result, status::failed, error_type::CodeExecutionError, text);
}

/// The value is the program's own word: it goes into the result only as JSON that parses.
void take_return_value(const jail::verdict& verdict, uint64_t max_bytes, job::result& result) {
  if (!verdict.return_value_problem.empty()) {
    result.details["return_value"] = claimed_text(verdict.return_value_problem, max_name_bytes);
    result.return_value_is_repr = verdict.return_value_is_repr;
    return;
  }
  if (verdict.return_value.size() > max_bytes) {
    result.details["return_value"] = "it is longer than max_output_bytes";
    return;
  }
  const auto text = job::to_valid_utf8(verdict.return_value);
  if (verdict.return_value_is_repr) {
    result.return_value_is_repr = true;
    result.return_value_json.clear();
    job::append_json_string(result.return_value_json, text);
  } else if (!job::find_json_fault(text, max_return_value_depth) && is_unambiguous_value(text)) {
    result.return_value_json = text;
  } else {
    result.details["return_value"] = "the program's verdict held no valid value";
  }
}

void describe_claim(const job::job& job, const jail::verdict& verdict, job::result& result) {
  switch (verdict.claim) {
  case jail::claim::completed:
    return take_return_value(verdict, job.limits.max_output_bytes, result);
  case jail::claim::raised:
    return describe_exception(verdict, result);
  case jail::claim::exited:
    if (result.exit_code != 0)
      fail_as(result, status::failed, error_type::CodeExecutionError,
              "The program left with exit code " + std::to_string(*result.exit_code));
    return;
  case jail::claim::none:
    break;
  }
  fail_as(result, status::failed, error_type::CodeExecutionError,
          "The program ended without the interpreter's end (os._exit, or a broken interpreter), "
          "with exit code "
              + std::to_string(*result.exit_code));
}

/// The runner saw the exit code; what the program says of it counts only where they agree.
void describe_exit(const job::job& job, const outcome& outcome, job::result& result) {
  result.exit_code = outcome.status;
  auto verdict = jail::decode_verdict(outcome.verdict_bytes);
  if (!verdict || (verdict->exit_code & 0xff) != outcome.status)
    verdict = jail::verdict{};
  const bool claims_success = verdict->claim == jail::claim::completed;
  if (claims_success && outcome.status != 0)
    verdict->claim = jail::claim::exited;
  describe_claim(job, *verdict, result);
}

void describe_signal(const outcome& outcome, job::result& result) {
  result.exit_code = 128 + outcome.status;
  if (!outcome.forbidden_syscall.empty()) {
    result.details["violation_type"] = "forbidden_syscall";
    result.details["syscall"] = outcome.forbidden_syscall;
    return fail_as(result, status::failed, error_type::SecurityViolationError,
                   "The program made the system call " + outcome.forbidden_syscall
                       + ", which no program may make, and was killed");
  }
  const char* name = sigabbrev_np(outcome.status);
  fail_as(result, status::failed, error_type::CodeExecutionError,
          "The program was ended by signal " + std::to_string(outcome.status)
              + (name ? std::string(" (SIG") + name + ")" : ""));
}

void describe_memory_kill(const job::job& job, job::result& result) {
  result.return_value_json = "null";
  result.return_value_is_repr = false;
  result.details["resource"] = "memory";
  fail_as(result, status::failed, error_type::ResourceLimitError,
          "The program was killed at its memory limit of "
              + std::to_string(job.limits.max_memory_bytes >> 20) + " MB");
}

/// What does not fit beside the others is left out, and the result says so.
void take_artifacts(const outcome& outcome, job::result& result) {
  result.artifacts = outcome.artifacts;
  if (!outcome.artifacts_problem.empty())
    result.details["artifacts"] = outcome.artifacts_problem;
}

void describe_ending(const job::job& job, const outcome& outcome, job::result& result) {
  switch (outcome.ending) {
  case jail::ending::not_started:
    result.can_retry = true;
    return fail_as(result, status::failed, error_type::SandboxError,
                   "The program could not be started: " + outcome.problem);
  case jail::ending::cancelled:
    if (!outcome.has_run)
      return fail_as(result, status::cancelled, error_type::CancelledError,
                     "The job was cancelled before it ran");
    result.exit_code = 128 + SIGKILL;
    return fail_as(result, status::cancelled, error_type::CancelledError,
                   "The job was cancelled while it ran");
  case jail::ending::timed_out:
    result.exit_code = 128 + SIGKILL;
    return fail_as(result, status::timed_out, error_type::TimeoutError,
                   "The program ran longer than its limit of " + seconds_text(job.limits.timeout)
                       + " s");
  case jail::ending::signaled:
    describe_signal(outcome, result);
    break;
  case jail::ending::exited:
    describe_exit(job, outcome, result);
    break;
  }
  if (outcome.oom_kills > 0)
    describe_memory_kill(job, result);
}

} // namespace

job::result make_result(const job::job& job, const outcome& outcome) {
  job::result result;
  describe_streams(job, outcome, result);
  result.execution_time_seconds = std::chrono::duration<double>(outcome.wall).count();
  result.memory_used_mb = static_cast<double>(outcome.memory_peak_bytes) / bytes_per_mb;
  result.sandbox = outcome.sandbox;
  take_artifacts(outcome, result);
  describe_ending(job, outcome, result);
  return result;
}

} // namespace cordon::execution
