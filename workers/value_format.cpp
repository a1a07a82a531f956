// SPDX-License-Identifier: Apache-2.0
#include "value_format.hpp"

#include <algorithm>
#include <charconv>

namespace cordon::workers {

namespace {

constexpr size_t longest_topic = 249;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_of_topic(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
}

/// One or more identifiers of ASCII, joined by dots.
bool is_module(std::string_view name) {
  bool at_start = true;
  for (const char c : name) {
    const bool letter = is_letter(c) || c == '_';
    if (at_start ? !letter : !(letter || is_digit(c) || c == '.'))
      return false;
    at_start = c == '.';
  }
  return !at_start;
}

bool is_topic_pattern(std::string_view text) {
  return text.size() <= longest_topic && std::all_of(text.begin(), text.end(), [](char c) {
           return is_of_topic(c) || c == '*';
         });
}

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
  return problem == std::errc{} && end == text.data() + text.size() && port <= 65'535;
}

/// "host:port"; an IPv6 address stands in brackets.
bool is_listen(std::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || !is_port(text.substr(colon + 1)))
    return false;
  std::string_view host = text.substr(0, colon);
  const bool bracketed = host.starts_with('[') && host.ends_with(']') && host.size() > 2;
  return bracketed || (!host.empty() && host.find_first_of("[]: /") == std::string_view::npos);
}

} // namespace

bool is_topic(std::string_view name) {
  return !name.empty() && name.size() <= longest_topic && name != "." && name != ".."
         && std::all_of(name.begin(), name.end(), is_of_topic);
}

bool has_format(value_kind kind, std::string_view text) {
  switch (kind) {
  case value_kind::path:
    return text.starts_with('/');
  case value_kind::modules:
    return is_module(text);
  case value_kind::label:
  case value_kind::topic:
    return is_topic(text);
  case value_kind::topics:
    return is_topic_pattern(text);
  case value_kind::listen:
    return is_listen(text);
  default:
    return true;
  }
}

} // namespace cordon::workers
