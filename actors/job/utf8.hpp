// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cordon::job {

/// Where the first byte lies that is not part of valid UTF-8 (RFC 3629: no surrogates, nothing
/// overlong, nothing above U+10FFFF); nothing where all of `text` is valid.
std::optional<size_t> invalid_utf8_at(std::string_view text);

/// Appends `text` with U+FFFD for each maximal subpart of an ill-formed sequence, exactly as
/// CPython's `errors="replace"` has it.
void append_valid_utf8(std::string& out, std::string_view text);

/// `append_valid_utf8` to an empty string.
std::string to_valid_utf8(std::string_view text);

/// The longest beginning of `text` of at most `max_bytes` bytes that cuts no character.
std::string_view cut_utf8(std::string_view text, size_t max_bytes);

/// Appends the UTF-8 form of a Unicode scalar value (no surrogate, at most U+10FFFF).
void append_code_point(std::string& out, char32_t value);

} // namespace cordon::job
