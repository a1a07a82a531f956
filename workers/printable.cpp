// SPDX-License-Identifier: Apache-2.0
#include "printable.hpp"

#include "job/utf8.hpp"

#include <array>
#include <cstdio>

namespace cordon::workers {

namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// Length of the character that starts `text`. @pre `text` is valid UTF-8 and not empty
size_t length_of_first(std::string_view text) {
  size_t length = 1;
  while (length < text.size() && is_continuation(text[length]))
    ++length;
  return length;
}

/// The code point of one character of up to three bytes; 0x10000 for one of four.
unsigned code_point(std::string_view character) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(character[i]); };
  switch (character.size()) {
  case 1:
    return byte(0);
  case 2:
    return (byte(0) & 0x1fu) << 6 | (byte(1) & 0x3fu);
  case 3:
    return (byte(0) & 0x0fu) << 12 | (byte(1) & 0x3fu) << 6 | (byte(2) & 0x3fu);
  default:
    return 0x10000;
  }
}

/// C0, DEL and C1, and the marks that turn the direction of writing (Unicode, UAX #9).
bool is_steering(unsigned point) {
  return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x61c
         || (point >= 0x200e && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e)
         || (point >= 0x2066 && point <= 0x2069);
}

std::string escape(unsigned point) {
  if (point == '\n')
    return "\\n";
  if (point == '\t')
    return "\\t";
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), point < 0x100 ? "\\x%02x" : "\\u%04x", point);
  return text.data();
}

} // namespace

std::string printable(std::string_view text, bool keep_lines) {
  const std::string valid = job::to_valid_utf8(text);
  std::string out;
  for (std::string_view rest = valid; !rest.empty();) {
    const auto character = rest.substr(0, length_of_first(rest));
    rest.remove_prefix(character.size());
    const unsigned point = code_point(character);
    const bool is_kept = keep_lines && (point == '\n' || point == '\t');
    if (is_steering(point) && !is_kept)
      out += escape(point);
    else
      out += character;
  }
  return out;
}

std::string shortened(std::string_view text, size_t width) {
  // No character of the result comes from more than four bytes.
  const std::string all = printable(text.substr(0, (width + 1) * 4));
  size_t count = 0;
  size_t before_last = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    if (is_continuation(all[i]))
      continue;
    if (count + 1 == width)
      before_last = i;
    if (++count > width)
      return all.substr(0, before_last) + "…";
  }
  return all;
}

std::string column(std::string_view text, size_t width) {
  std::string out = shortened(text, width);
  size_t count = 0;
  for (const char c : out)
    count += is_continuation(c) ? 0 : 1;
  out.append(width - count, ' ');
  return out;
}

} // namespace cordon::workers
