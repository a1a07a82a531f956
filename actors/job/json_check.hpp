// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cordon::job {

/// Where and why a text is no JSON that we take.
struct json_fault {
  size_t at;        ///< offset of the byte that can't be there; the text's size where it ends early
  std::string what; ///< one sentence with line and column
};

/// Looks whether `text` is exactly one JSON value (RFC 8259), at most `max_depth` arrays and
/// objects deep. Builds nothing, so that numbers of any size pass. Refuses `\u` escapes of lone
/// surrogates, which no UTF-8 can hold. Whether the text is UTF-8 is `invalid_utf8_at`'s to say.
/// @pre `max_depth` is small: each level takes a stack frame
std::optional<json_fault> find_json_fault(std::string_view text, size_t max_depth);

} // namespace cordon::job
