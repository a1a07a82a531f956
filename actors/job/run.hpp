// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/job.hpp"
#include "job/job_parser.hpp"
#include "job/request.hpp"
#include "job/result.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace cordon::job {

/// A job on its way through the pipeline.
struct run {
  uint64_t number = 0;     ///< names this passage of the job within the worker; from 1
  int64_t taken_up_us = 0; ///< when the worker took the job up, microseconds since the epoch
  std::chrono::steady_clock::time_point taken_up;
  job_ptr job;
  request_ptr request; ///< null where the job did not come from Kafka
};

/// A result on its way: handed on from stage to stage, never kept by one that has handed it on.
using result_ptr = std::shared_ptr<result>;

/// A message that a source took from outside, parsed: a job, or why it is none.
struct submission {
  job_ptr job = nullptr; ///< null where `rejected` says why
  std::shared_ptr<const rejection> rejected = nullptr;
  request_ptr request = nullptr; ///< null where it did not come from Kafka
  /// The answer where the job is not to run: expired, cancelled before it began.
  std::shared_ptr<const result> answer = nullptr;
  /// When the job is to run, in milliseconds since the epoch; nothing where that is now.
  std::optional<int64_t> due_ms = std::nullopt;
  uint32_t earlier_starts = 0; ///< how often a worker died under this very record
  /// Of the job's bytes, SHA-256 in hex: tells it from another one of its name. "" where it has no
  /// id of its own, and where it is none.
  std::string digest{};
};

/// What the audit is told of one step of a job. Never code, output or a secret.
struct audit_note {
  std::string job_id;
  int64_t run = 0;
  std::string step; ///< accepted, validated, started, finished, redacted, answered, delayed
  std::map<std::string, std::string> detail;
};

} // namespace cordon::job
