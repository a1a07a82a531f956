// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/job.hpp"
#include "job/violation.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::job {

enum class status : uint8_t { succeeded, failed, rejected, timed_out, cancelled, expired };

std::string_view to_string(status);

/// Names of `error_type` on the wire; `none` is null.
enum class error_type : uint8_t {
  none,
  ValidationError,
  CodeExecutionError,
  SecurityViolationError,
  ResourceLimitError,
  OutputValidationError,
  SandboxError,
  TimeoutError,
  CancelledError,
};

std::string_view to_string(error_type);

/// A file that a program left in its work folder.
struct artifact {
  std::string name;       ///< path below the work folder, valid UTF-8
  std::string media_type; ///< by the name's extension; application/octet-stream otherwise
  std::string content;    ///< bytes; empty where they are under `ref`, or left out
  uint64_t size = 0;      ///< of the file in bytes, where `content` is not here
  std::optional<std::string> ref = std::nullopt; ///< the key in Redis that holds the bytes
};

/// How the sandbox held a program: what `sandbox_metadata` shows.
struct sandbox_metadata {
  std::string sandbox_type;        ///< "native"; "" where nothing ran
  std::vector<std::string> layers; ///< in force for this very job
};

/// The answer to one job. Text fields are valid UTF-8.
struct result {
  cordon::job::status status = status::succeeded;
  std::string stdout_text;
  std::string stderr_text;
  std::optional<std::string> text;        ///< redact: the redacted text
  std::string return_value_json = "null"; ///< JSON text
  bool return_value_is_repr = false;
  std::vector<artifact> artifacts;
  cordon::job::error_type error_type = error_type::none;
  std::string error_message; ///< null on the wire where error_type is none
  std::map<std::string, std::string> details;
  bool can_retry = false;
  std::vector<validation_violation> validation_violations;
  std::vector<output_violation> output_violations;
  bool was_output_redacted = false;
  bool was_output_truncated = false;
  std::optional<int> exit_code;
  double execution_time_seconds = 0;
  double total_time_seconds = 0;
  double memory_used_mb = 0; ///< 1 MB = 1,048,576 bytes
  cordon::job::sandbox_metadata sandbox;
  uint32_t attempt = 1;
  /// Why the record is a dead letter besides; "" where it is none. Not on the wire.
  std::string dead_letter_reason;
  /// There: the job runs again then, in milliseconds since the epoch, and this answers nobody. Not
  /// on the wire.
  std::optional<int64_t> retry_at_ms{};
};

/// A result that says: failed like this before, or instead of, running. A SandboxError can be
/// retried, nothing else can.
result make_failure(status, error_type, std::string message);

/// The wire form: one line of JSON without a newline. Invalid UTF-8 becomes U+FFFD; a return value
/// that is no JSON is left out with the reason in `details.return_value`. `for_job` gives id, type,
/// user_id, session_id and metadata.
std::string to_json(const result&, const job& for_job);

} // namespace cordon::job
