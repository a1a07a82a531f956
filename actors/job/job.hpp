// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/limits.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::job {

/// What a job asks for. `chat` and `task` are refused by name until they are delivered: they stand
/// only in the header of a rejection, so that its answer has the type that was asked for.
enum class job_type : uint8_t { execute, validate, redact, chat, task };

std::string_view to_string(job_type);

/// A file that lies in the program's work folder when it starts.
struct job_file {
  std::string path;    ///< relative, no empty, "." or ".." component, no NUL; unique in the job
  std::string content; ///< bytes
};

/// One job as its producer wrote it, complete: absent fields hold the profile's defaults, every
/// limit is within the profile's ceiling. Immutable once built; shared between actors.
struct job {
  std::string id;          ///< 1–256 bytes of UTF-8
  bool has_own_id = false; ///< its producer named it; else it has the name of where it stands
  job_type type = job_type::execute;
  std::string user_id_json = "null"; ///< JSON text of a string, an integer or null
  std::optional<std::string> session_id;
  std::string profile = "default";
  std::string metadata_json = "{}"; ///< JSON text of an object, at most 4 KiB, byte for byte
  std::string reply_to;             ///< a topic; "" where the job names none
  /// When the job is not worth running any more: at that time (milliseconds since the epoch), or so
  /// long after its record's timestamp. At most one of the two is set.
  std::optional<int64_t> expires_at_ms;
  std::optional<double> expires_after_seconds;
  double countdown_seconds = 0;  ///< not to run before that, after its record's timestamp
  std::optional<int64_t> eta_ms; ///< nor before that time, in milliseconds since the epoch
  uint32_t max_retries = 0;      ///< further attempts where one fails and `can_retry`

  std::string code;                ///< execute, validate: UTF-8 Python source
  std::string text;                ///< redact
  std::string context_json = "{}"; ///< JSON text of an object, as the producer wrote it
  std::string stdin_text;
  std::vector<job_file> files;

  cordon::job::limits limits;
  /// Modules the job may import: the profile's list or the narrower one of the job; sorted.
  /// Shared with the profile where the job names none.
  std::shared_ptr<const std::vector<std::string>> allowed_imports;
  bool enable_network = false;
  bool enable_syntax_validation = true;
  bool enable_ast_validation = true;
  bool enable_output_validation = true;
  bool redact_sensitive_output = true;
};

/// How a job travels: one immutable object, shared by the actors.
using job_ptr = std::shared_ptr<const job>;

} // namespace cordon::job
