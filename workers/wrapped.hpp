// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cordon::workers {

/// `text` broken between words into lines of at most `columns` bytes, each after the first begun
/// with `indent`, which counts. A longer word has a line of its own. No newline at the end.
std::string wrapped(std::string_view text, size_t columns, std::string_view indent = "");

} // namespace cordon::workers
