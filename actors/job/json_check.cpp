// SPDX-License-Identifier: Apache-2.0
#include "job/json_check.hpp"

#include <algorithm>
#include <charconv>

namespace cordon::job {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// A recursive descent over the grammar. Every function returns false at the first fault, having
/// said why in `why_`; `at_` then is the place.
class json_grammar {
public:
  json_grammar(std::string_view text, size_t max_depth) : text_(text), max_depth_(max_depth) {}

  std::optional<json_fault> check() {
    if (whole())
      return std::nullopt;
    return json_fault{at_, why_ + " at " + place()};
  }

private:
  bool whole() {
    if (!value())
      return false;
    skip_space();
    return at_ == text_.size() || fault("something follows the value");
  }

  bool value() {
    skip_space();
    switch (peek()) {
    case '{':
      return nested('}', "an object", &json_grammar::member);
    case '[':
      return nested(']', "an array", &json_grammar::value);
    case '"':
      return string();
    case 't':
      return word("true");
    case 'f':
      return word("false");
    case 'n':
      return word("null");
    default:
      return number();
    }
  }

  bool member() {
    skip_space();
    if (peek() != '"')
      return fault("a name in double quotes is missing");
    if (!string())
      return false;
    skip_space();
    return take(':') || fault("':' is missing");
  }

  /// An object or an array: its parts between commas, up to `close`.
  bool nested(char close, const char* kind, bool (json_grammar::*part)()) {
    if (depth_ == max_depth_)
      return fault("more than " + std::to_string(max_depth_) + " levels of arrays and objects");
    ++depth_;
    ++at_;
    skip_space();
    if (!take(close)) {
      do {
        if (!(this->*part)() || (close == '}' && !value()))
          return false;
        skip_space();
      } while (take(','));
      if (!take(close))
        return fault(std::string("',' or '") + close + "' is missing in " + kind);
    }
    --depth_;
    return true;
  }

  bool string() {
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        return true;
      }
      if (static_cast<unsigned char>(c) < 0x20)
        return fault("an unescaped control character");
      if (c != '\\')
        ++at_;
      else if (!escape())
        return false;
    }
    return fault("an unfinished string");
  }

  bool escape() {
    ++at_;
    if (peek() == 'u')
      return unicode_escape();
    if (at_ == text_.size()
        || std::string_view("\"\\/bfnrt").find(peek()) == std::string_view::npos)
      return fault("an unknown escape");
    ++at_;
    return true;
  }

  bool unicode_escape() {
    const size_t start = at_;
    const auto unit = hex_unit();
    if (!unit)
      return fault("four hexadecimal digits are missing");
    if (*unit < 0xD800 || *unit > 0xDFFF)
      return true;
    if (*unit <= 0xDBFF && take('\\') && peek() == 'u') {
      const auto second = hex_unit();
      if (second && *second >= 0xDC00 && *second <= 0xDFFF)
        return true;
    }
    at_ = start;
    return fault("an escape of half a surrogate pair");
  }

  /// The four digits after the `u` at the current place.
  std::optional<unsigned> hex_unit() {
    const std::string_view digits = text_.substr(at_ + 1, 4);
    if (digits.size() != 4 || !std::ranges::all_of(digits, is_hex))
      return std::nullopt;
    unsigned unit = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
    at_ += 5;
    return unit;
  }

  bool number() {
    const size_t start = at_;
    take('-');
    if (!take('0') && !digits()) {
      at_ = start;
      return fault(at_ == text_.size() ? "the text ends where a value should be" : "no JSON value");
    }
    if (take('.') && !digits())
      return fault("a digit is missing");
    if (take('e') || take('E')) {
      if (!take('+'))
        take('-');
      if (!digits())
        return fault("a digit is missing");
    }
    return true;
  }

  bool digits() {
    const size_t start = at_;
    while (is_digit(peek()))
      ++at_;
    return at_ > start;
  }

  bool word(std::string_view expected) {
    if (text_.substr(at_, expected.size()) != expected)
      return fault("no JSON value");
    at_ += expected.size();
    return true;
  }

  void skip_space() {
    while (at_ < text_.size()
           && std::string_view(" \t\n\r").find(text_[at_]) != std::string_view::npos)
      ++at_;
  }

  /// The current character; NUL, which nothing in the grammar begins with, at the end.
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c)
      return false;
    ++at_;
    return true;
  }

  bool fault(std::string why) {
    why_ = std::move(why);
    return false;
  }

  std::string place() const {
    const std::string_view before = text_.substr(0, at_);
    const auto line = 1 + std::ranges::count(before, '\n');
    const size_t column = at_ - (before.rfind('\n') + 1) + 1;
    return "byte " + std::to_string(at_) + " (line " + std::to_string(line) + ", column "
           + std::to_string(column) + ")";
  }

  std::string_view text_;
  size_t max_depth_;
  size_t depth_ = 0;
  size_t at_ = 0;
  std::string why_;
};

} // namespace

std::optional<json_fault> find_json_fault(std::string_view text, size_t max_depth) {
  return json_grammar(text, max_depth).check();
}

} // namespace cordon::job
