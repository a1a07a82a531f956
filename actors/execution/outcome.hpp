// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jail/messages.hpp"
#include "job/result.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace cordon::execution {

/// One of a program's two streams, as far as it is kept.
struct captured_stream {
  std::string bytes;        ///< the first ones, at most the limit and one character more
  uint64_t total_bytes = 0; ///< all that the program wrote
};

/// Everything that a sandbox knows of a program's run. What the program itself claims is in
/// `verdict_bytes` and nowhere else.
struct outcome {
  jail::ending ending = jail::ending::not_started;
  bool has_run = false;          ///< false: not started, or cancelled in line
  int status = 0;                ///< exit code, or signal
  std::string forbidden_syscall; ///< the call that it was killed for, or ""
  std::chrono::nanoseconds wall{0};
  uint64_t memory_peak_bytes = 0;
  uint32_t oom_kills = 0;
  captured_stream out;
  captured_stream err;
  std::string verdict_bytes; ///< jail::decode_verdict reads them
  std::vector<job::artifact> artifacts;
  std::string artifacts_problem; ///< why some are missing, or ""
  std::string problem;           ///< not_started: which step failed and why
  job::sandbox_metadata sandbox;
};

/// The answer to `job` that this outcome makes: status, error type and all. Never throws, whatever
/// the program wrote as its verdict.
job::result make_result(const job::job& job, const outcome& outcome);

} // namespace cordon::execution
