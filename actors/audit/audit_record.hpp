// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cordon::audit {

/// What happened to a job.
enum class step : uint8_t { accepted, validated, started, finished, redacted, answered, delayed };

std::string_view to_string(step);
/// The step of that name; nothing where there is none.
std::optional<step> step_named(std::string_view name);

using timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// Longest line of an audit file, in bytes, its newline not counted.
inline constexpr size_t max_line_bytes = 64 << 10;

/// `previous` of a chain's first record.
inline const std::string no_previous_hash(64, '0');

/// One step of one job: ids, statuses, counts and digests; never code, output or a secret.
struct record {
  uint64_t seq = 0; ///< from 1, without a gap within a file
  timestamp time{}; ///< years 1970 to 9999
  std::string job_id;
  int64_t run = 0; ///< when the worker took the job up, microseconds since the epoch
  audit::step step = step::accepted;
  std::map<std::string, std::string> detail; ///< keys match [A-Za-z0-9_.-]{1,64}
  std::string previous; ///< `hash` of the record before; `no_previous_hash` in the first
  std::string hash;     ///< what `hash_of` gives

  bool operator==(const record&) const = default;
};

/// The canonical form: one JSON object on one line, without a newline, and
/// - members in the order seq, time, job_id, run, step, detail, previous, hash; `detail` sorted by
///   the bytes of its keys; no white space outside of strings;
/// - integers in plain decimal; time as YYYY-MM-DDTHH:MM:SS.ffffffZ;
/// - strings in UTF-8, of which only `"`, `\` and U+0000 to U+001F are escaped (as \b \f \n \r \t
///   where JSON has that, else as \u00xx in lower case); bytes that are not UTF-8 become U+FFFD.
std::string to_json_line(const record&);

/// The SHA-256 of the canonical line without its member `hash`. As `hash` comes last, that is
/// the line with `,"hash":"…"` cut out, which any language or shell can check.
std::string hash_of(const record&);

/// Reads a line that is in the canonical form, byte for byte; whether its hash is right is not
/// looked at. Any bytes are safe to pass. Errors: bad_input that says what is wrong.
expected<record> parse(std::string_view line);

/// Whether `line` is what a crash leaves of the record numbered `seq`: a beginning that ends early.
bool is_torn(std::string_view line, uint64_t seq);

} // namespace cordon::audit
