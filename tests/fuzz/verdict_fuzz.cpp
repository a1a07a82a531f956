// SPDX-License-Identifier: Apache-2.0
// What the worker makes of a runner's report and of the memory that a program's process wrote its
// verdict into.
#include "execution/outcome.hpp"
#include "execution/verdict_reader.hpp"
#include "fuzz_input.hpp"
#include "jail/messages.hpp"
#include "job/result.hpp"

#include <nlohmann/json.hpp>
#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace cordon;
using fuzz::require;
using nlohmann::json;

io::unique_fd memory_with(std::string_view bytes, bool in_full_size) {
  io::unique_fd memory(memfd_create("verdict", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  const auto size = in_full_size ? jail::verdict_bytes : bytes.size();
  require(ftruncate(memory.get(), static_cast<off_t>(size)) == 0
              && pwrite(memory.get(), bytes.data(), bytes.size(), 0)
                     == static_cast<ssize_t>(bytes.size()),
          "memory");
  return memory;
}

/// As native_runner takes over a report.
execution::outcome outcome_of(const jail::report& report, std::string verdict, std::string output) {
  execution::outcome made;
  made.ending = report.ending;
  made.has_run = report.ending != jail::ending::not_started;
  made.status = report.status;
  made.forbidden_syscall = report.forbidden_syscall;
  made.wall = report.wall;
  made.memory_peak_bytes = report.memory_peak_bytes;
  made.oom_kills = report.oom_kills;
  made.problem = report.problem;
  made.artifacts_problem = report.artifacts_problem;
  made.out.total_bytes = output.size();
  made.out.bytes = std::move(output);
  made.verdict_bytes = std::move(verdict);
  return made;
}

void check(const job::job& job, const execution::outcome& outcome, const job::result& result) {
  if (result.status == job::status::succeeded)
    require(outcome.ending == jail::ending::exited && outcome.status == 0 && outcome.oom_kills == 0,
            "no success but of a program that ended well, whatever it claims");
  require((result.status == job::status::timed_out) == (outcome.ending == jail::ending::timed_out)
              || outcome.oom_kills > 0,
          "a time-out is what the runner saw");
  require((result.status == job::status::cancelled) == (outcome.ending == jail::ending::cancelled)
              || outcome.oom_kills > 0,
          "a cancellation is what the runner saw");
  require((result.error_type == job::error_type::none) == (result.status == job::status::succeeded),
          "an error has a type");
  require(result.stdout_text.size() <= job.limits.max_output_bytes, "stdout keeps to its limit");
  require(result.return_value_json.size() <= 8 * job.limits.max_output_bytes + 8,
          "the return value keeps to its limit");
}

/// The answer is JSON, whatever was claimed, and its numbers are ones that its schema takes.
void check_wire(const job::job& job, const job::result& result) {
  const auto text = job::to_json(result, job);
  require(text.find('\n') == text.npos, "a result is one line");
  const auto read = json::parse(text, nullptr, false);
  require(read.is_object(), "a result is a JSON object");
  require(read["execution_time_seconds"] >= 0 && read["memory_used_mb"] >= 0,
          "what is measured is not negative");
  require(read["exit_code"].is_null() || (read["exit_code"] >= 0 && read["exit_code"] <= 383),
          "an exit code is one, or 128 and a signal");
  require(read.contains("return_value"), "a return value, or null");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  fuzz::input in(bytes, size);
  const auto options = in.byte();
  const auto report_bytes = in.text();
  const std::string output(in.text());
  const auto memory_bytes = in.rest();
  const auto memory = memory_with(memory_bytes, (options & 1) != 0);
  const auto verdict = execution::read_verdict(memory);
  require(verdict.size() < jail::verdict_bytes, "a verdict is no longer than its memory");
  const auto report = jail::decode_report(report_bytes);
  if (!report)
    return 0;
  job::job job;
  job.id = "a";
  job.limits.max_output_bytes = 1u << (options >> 4);
  const auto outcome = outcome_of(*report, verdict, output);
  const auto result = execution::make_result(job, outcome);
  check(job, outcome, result);
  check_wire(job, result);
  return 0;
}
