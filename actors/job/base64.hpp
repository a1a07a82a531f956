// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cordon::job {

/// Appends `bytes` in base64 (RFC 4648, section 4) with padding, without line breaks.
void append_base64(std::string& out, std::string_view bytes);

/// `append_base64` to an empty string.
std::string encode_base64(std::string_view bytes);

/// The bytes that `text` stands for. Nothing unless `text` is exactly what `encode_base64` would
/// have made of them: no white space, no other alphabet, no missing padding, no stray bits.
std::optional<std::string> decode_base64(std::string_view text);

} // namespace cordon::job
