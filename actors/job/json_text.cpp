// SPDX-License-Identifier: Apache-2.0
#include "job/json_text.hpp"

#include "job/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace cordon::job {

namespace {

constexpr std::string_view white_space = " \t\n\r";

size_t skip_space(std::string_view text, size_t at) {
  return std::min(text.find_first_not_of(white_space, at), text.size());
}

/// Just after the string that begins at `at`; the text's end where it has no end.
size_t end_of_string(std::string_view text, size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"')
      return at + 1;
    if (text[at] == '\\')
      ++at;
  }
  return text.size();
}

size_t end_of_nested(std::string_view text, size_t at) {
  size_t depth = 0;
  while ((at = text.find_first_of("\"{}[]", at)) != std::string_view::npos) {
    if (text[at] == '"') {
      at = end_of_string(text, at);
      continue;
    }
    depth += text[at] == '{' || text[at] == '[' ? 1 : -1;
    ++at;
    if (depth == 0)
      return at;
  }
  return text.size();
}

size_t end_of_value(std::string_view text, size_t at) {
  switch (at < text.size() ? text[at] : '\0') {
  case '"':
    return end_of_string(text, at);
  case '{':
  case '[':
    return end_of_nested(text, at);
  default:
    return std::min(text.find_first_of(",]} \t\n\r", at), text.size());
  }
}

/// The value that begins at or after `at`, which is moved behind the comma or bracket that follows
/// it. Nothing without such a one: then the value may be unfinished.
std::optional<std::string_view> take_value(std::string_view text, size_t& at) {
  const size_t start = skip_space(text, at);
  const size_t end = end_of_value(text, start);
  at = skip_space(text, end);
  if (at == text.size() || end == start || (text[at] != ',' && text[at] != ']' && text[at] != '}'))
    return std::nullopt;
  ++at;
  return text.substr(start, end - start);
}

unsigned hex_value(std::string_view digits) {
  unsigned value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

/// Decodes the escape at the start of `rest` and returns its length.
size_t append_escape(std::string& out, std::string_view rest) {
  switch (rest[1]) {
  case 'b':
    out.push_back('\b');
    return 2;
  case 'f':
    out.push_back('\f');
    return 2;
  case 'n':
    out.push_back('\n');
    return 2;
  case 'r':
    out.push_back('\r');
    return 2;
  case 't':
    out.push_back('\t');
    return 2;
  case 'u':
    break;
  default:
    out.push_back(rest[1]);
    return 2;
  }
  const char32_t unit = hex_value(rest.substr(2, 4));
  if (unit < 0xD800 || unit > 0xDFFF) {
    append_code_point(out, unit);
    return 6;
  }
  const char32_t second = hex_value(rest.substr(8, 4));
  append_code_point(out, 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00));
  return 12;
}

} // namespace

std::string_view to_string(json_type type) {
  switch (type) {
  case json_type::null:
    return "null";
  case json_type::boolean:
    return "a boolean";
  case json_type::number:
    return "a number";
  case json_type::string:
    return "a string";
  case json_type::array:
    return "an array";
  case json_type::object:
    return "an object";
  }
  return "";
}

json_type type_of(std::string_view value) {
  switch (value.empty() ? 'n' : value.front()) {
  case '{':
    return json_type::object;
  case '[':
    return json_type::array;
  case '"':
    return json_type::string;
  case 't':
  case 'f':
    return json_type::boolean;
  case 'n':
    return json_type::null;
  default:
    return json_type::number;
  }
}

std::string decode_string(std::string_view value) {
  std::string out;
  std::string_view rest = value.substr(1, value.size() - 2);
  out.reserve(rest.size());
  while (true) {
    const size_t escape = rest.find('\\');
    out.append(rest.substr(0, escape));
    if (escape == std::string_view::npos)
      return out;
    rest.remove_prefix(escape);
    rest.remove_prefix(append_escape(out, rest));
  }
}

member_cursor::member_cursor(std::string_view object) : text_(object) {
  at_ = skip_space(text_, 0);
  at_ = at_ < text_.size() && text_[at_] == '{' ? at_ + 1 : text_.size();
}

std::optional<json_member> member_cursor::next() {
  const size_t start = skip_space(text_, at_);
  if (start == text_.size() || text_[start] != '"')
    return std::nullopt;
  const size_t end = end_of_string(text_, start);
  at_ = skip_space(text_, end) + 1;
  if (at_ >= text_.size())
    return std::nullopt;
  const auto value = take_value(text_, at_);
  if (!value)
    return std::nullopt;
  return json_member{decode_string(text_.substr(start, end - start)), *value};
}

element_cursor::element_cursor(std::string_view array) : text_(array) {
  at_ = skip_space(text_, 0);
  at_ = at_ < text_.size() && text_[at_] == '[' ? at_ + 1 : text_.size();
}

std::optional<std::string_view> element_cursor::next() {
  return at_ < text_.size() ? take_value(text_, at_) : std::nullopt;
}

} // namespace cordon::job
