// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit_record.hpp"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace cordon::audit {

/// Where a chain stands: its last record. The default is a chain without records.
struct chain_position {
  uint64_t seq = 0;
  std::string hash = no_previous_hash;

  bool operator==(const chain_position&) const = default;
};

/// Makes records into a chain: each carries the hash of the one before, so that no record can be
/// changed, dropped or moved without breaking those after it. Not thread-safe.
class hash_chain {
public:
  using clock = std::function<timestamp()>;

  /// Goes on after `position`, the place where `audit_file::open` found the file to end.
  explicit hash_chain(chain_position position = {}, clock now = system_now);

  /// Completes a step: fills in seq, time, previous and hash. Errors: bad_input for a key of
  /// `detail` that is no word, an empty `job_id`, a negative `run`, or a record over
  /// `max_line_bytes`; the chain then stays where it was.
  expected<record> seal(record);

  const chain_position& position() const { return position_; }

private:
  static timestamp system_now();

  chain_position position_;
  clock now_;
};

/// The first line at which a chain does not hold, and why.
struct chain_break {
  uint64_t line;   ///< from 1
  std::string why; ///< one clause: "'seq' is 7 where 6 would be next"
};

/// What `verify` found.
struct verification {
  uint64_t records = 0; ///< good ones, up to the break
  /// The last good record. A chain cannot show that whole records were cut off its end: to notice
  /// that, keep a position elsewhere and compare.
  chain_position last;
  /// Lines that a crash cut short while they were written; see `audit_file`. Of the first 1,000.
  std::vector<uint64_t> torn_lines;
  std::optional<chain_break> first_break;
};

/// Checks a whole audit file in constant memory. A torn line is not a break: it holds the beginning
/// of the record that comes next and nothing that anybody vouched for.
verification verify(std::istream&);

} // namespace cordon::audit
