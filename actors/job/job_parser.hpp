// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/job.hpp"
#include "job/profile.hpp"

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace cordon::job {

/// Why a message is no job that may run. `header` holds what could be made out of it (id, type,
/// user_id, session_id, metadata, reply_to), so that the answer finds its asker.
struct rejection {
  job header;
  std::string message; ///< reads well alone, names the field and says what would be right
  std::string field;   ///< path of the field, e.g. "limits.timeout_seconds"; "" for the whole
  /// Not UTF-8, not JSON, not an object, too long, too deep, an unknown or repeated field, an
  /// unknown type or a value of the wrong type: not a job at all.
  bool malformed = false;
};

/// Longest message that is read as a job, in bytes.
inline constexpr size_t max_job_bytes = 1'500'000;
/// Deepest nesting of a message.
inline constexpr size_t max_job_depth = 100;

/// Turns bytes from outside into a job: JSON, then what schemas/job.schema.json says, then the
/// profile's ceilings and switches. Never throws; every byte is taken as hostile. Thread-safe.
///
/// The schema is checked by hand, and unit tests hold that to the schema: a validator that reads
/// the schema would have to build every value (losing integers of more than 64 bits), to run its
/// patterns over hostile strings (std::regex overflows the stack), and could not say what would be
/// right.
tl::expected<job_ptr, rejection> parse_job(std::string_view bytes, const profile_map& profiles,
                                           const std::string& default_id);

} // namespace cordon::job
