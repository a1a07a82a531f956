// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace cordon::redaction {

/// The bytes [begin, end) of a text.
struct byte_range {
  size_t begin = 0;
  size_t end = 0;

  bool operator==(const byte_range&) const = default;
};

/// Decides about a hit of a detector's pattern in `text`: the bytes that are the secret, which may
/// reach beyond the hit, or nothing where it is none.
///
/// A judge that says no has looked at a bounded stretch of the text, or at one that no other hit of
/// its detector looks at; only a yes may run on to the end, since the search goes on behind it.
/// That keeps the whole search linear, whatever the text.
using judge = std::optional<byte_range> (*)(std::string_view text, byte_range hit);

std::optional<byte_range> judge_dashed_ssn(std::string_view text, byte_range hit);
std::optional<byte_range> judge_named_ssn(std::string_view text, byte_range hit);
std::optional<byte_range> judge_card(std::string_view text, byte_range hit);
std::optional<byte_range> judge_email(std::string_view text, byte_range hit);
std::optional<byte_range> judge_database_url(std::string_view text, byte_range hit);
std::optional<byte_range> judge_private_key(std::string_view text, byte_range hit);
std::optional<byte_range> judge_aws_access_key(std::string_view text, byte_range hit);
std::optional<byte_range> judge_aws_secret_key(std::string_view text, byte_range hit);
std::optional<byte_range> judge_openai_key(std::string_view text, byte_range hit);
std::optional<byte_range> judge_vendor_key(std::string_view text, byte_range hit);
std::optional<byte_range> judge_value_of_strong_name(std::string_view text, byte_range hit);
std::optional<byte_range> judge_value_of_weak_name(std::string_view text, byte_range hit);

} // namespace cordon::redaction
