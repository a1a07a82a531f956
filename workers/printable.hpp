// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cordon::workers {

/// `text` for a terminal: valid UTF-8, and what would steer a terminal or turn the direction of
/// writing as an escape: "\n", "\x1b", "\u202e". With `keep_lines`, line breaks and tabs stay.
std::string printable(std::string_view text, bool keep_lines = false);

/// The first `width` characters of `printable(text)`, the last one "…" where there are more.
std::string shortened(std::string_view text, size_t width);

/// `shortened`, filled up with spaces to `width` characters. Each character counts as one column.
std::string column(std::string_view text, size_t width);

} // namespace cordon::workers
