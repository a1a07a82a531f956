// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/hash_chain.hpp"
#include "job/error.hpp"

#include <cstddef>
#include <string_view>

namespace cordon::audit {

/// How much of a file's end `find_end` wants to see: the last record and torn lines after it.
inline constexpr size_t file_end_bytes = 4 * (max_line_bytes + 1);

/// How an audit file ends.
struct file_end {
  chain_position position; ///< its last whole record
  bool in_line = false;    ///< the last line lacks its newline
};

/// Finds where a chain goes on. `tail` is the last `file_end_bytes` of the file, or all of it
/// (`is_whole`). Only torn lines may follow the last record. Errors: bad_input that says why this
/// is no audit file's end.
expected<file_end> find_end(std::string_view tail, bool is_whole);

} // namespace cordon::audit
