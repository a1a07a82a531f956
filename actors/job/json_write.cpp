// SPDX-License-Identifier: Apache-2.0
#include "job/json_write.hpp"

#include "job/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cordon::job {

namespace {

constexpr auto needs_escape = [] {
  std::array<bool, 256> table{};
  std::fill_n(table.begin(), 0x20, true);
  table['"'] = true;
  table['\\'] = true;
  return table;
}();

void append_escaped(std::string& out, char c) {
  constexpr std::string_view hex = "0123456789abcdef";
  switch (c) {
  case '"':
    out.append("\\\"");
    return;
  case '\\':
    out.append("\\\\");
    return;
  case '\n':
    out.append("\\n");
    return;
  case '\r':
    out.append("\\r");
    return;
  case '\t':
    out.append("\\t");
    return;
  default:
    out.append("\\u00");
    out.push_back(hex[static_cast<unsigned char>(c) >> 4]);
    out.push_back(hex[static_cast<unsigned char>(c) & 0x0F]);
  }
}

/// @pre `text` is valid UTF-8
void append_valid_string(std::string& out, std::string_view text) {
  out.push_back('"');
  size_t plain = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    if (!needs_escape[static_cast<unsigned char>(text[at])])
      continue;
    out.append(text.substr(plain, at - plain));
    append_escaped(out, text[at]);
    plain = at + 1;
  }
  out.append(text.substr(plain));
  out.push_back('"');
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
  if (invalid_utf8_at(text))
    append_valid_string(out, to_valid_utf8(text));
  else
    append_valid_string(out, text);
}

void append_json_number(std::string& out, double value) {
  // Beyond this a double has no six decimals to round to.
  constexpr double largest_rounded = 1e9;
  if (!std::isfinite(value))
    value = 0;
  if (std::abs(value) < largest_rounded)
    value = std::round(value * 1e6) / 1e6;
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_json_on_one_line(std::string& out, std::string_view json) {
  const auto start = static_cast<std::string::difference_type>(out.size());
  out.append(json);
  std::replace_if(
      out.begin() + start, out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
}

object_writer::object_writer(std::string& out) : out_(out) {
  out_.push_back('{');
}

object_writer::~object_writer() {
  out_.push_back('}');
}

std::string& object_writer::value_of(std::string_view name) {
  out_.append(separator_);
  separator_ = ",";
  out_.push_back('"');
  out_.append(name);
  out_.append("\":");
  return out_;
}

void object_writer::text(std::string_view name, std::string_view value) {
  append_json_string(value_of(name), value);
}

void object_writer::boolean(std::string_view name, bool value) {
  value_of(name).append(value ? "true" : "false");
}

void object_writer::integer(std::string_view name, int64_t value) {
  value_of(name).append(std::to_string(value));
}

void object_writer::number(std::string_view name, double value) {
  append_json_number(value_of(name), value);
}

void object_writer::null(std::string_view name) {
  value_of(name).append("null");
}

void object_writer::json(std::string_view name, std::string_view value) {
  append_json_on_one_line(value_of(name), value);
}

} // namespace cordon::job
