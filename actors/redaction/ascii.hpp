// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

// <cctype> depends on the locale and is undefined for negative chars; these do and are neither.
namespace cordon::redaction {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_letter(char c) {
  return is_lower(c) || is_upper(c);
}
constexpr bool is_alnum(char c) {
  return is_digit(c) || is_letter(c);
}
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr bool is_one_of(char c, std::string_view set) {
  return set.find(c) != set.npos;
}

/// Case-insensitive `text.starts_with(lower)`; `lower` is in lower case.
constexpr bool starts_with_lower(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size()
         && std::equal(lower.begin(), lower.end(), text.begin(),
                       [](char l, char t) { return l == to_lower(t); });
}

/// Case-insensitive `text.ends_with(lower)`; `lower` is in lower case.
constexpr bool ends_with_lower(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size()
         && starts_with_lower(text.substr(text.size() - lower.size()), lower);
}

/// The byte at `index`, or NUL outside of the text: both count as a border.
constexpr char byte_at(std::string_view text, size_t index) {
  return index < text.size() ? text[index] : '\0';
}

/// The byte before `index`, or NUL at the start.
constexpr char byte_before(std::string_view text, size_t index) {
  return index == 0 ? '\0' : byte_at(text, index - 1);
}

} // namespace cordon::redaction
