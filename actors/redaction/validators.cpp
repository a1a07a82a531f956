// SPDX-License-Identifier: Apache-2.0
#include "redaction/validators.hpp"

#include "redaction/ascii.hpp"

#include <array>
#include <bitset>
#include <cstdint>

namespace cordon::redaction {

namespace {

constexpr size_t min_secret_length = 8;

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, is_digit);
}

bool has(std::string_view text, bool (*kind)(char)) {
  return std::ranges::any_of(text, kind);
}

uint32_t number(std::string_view digits) {
  uint32_t value = 0;
  for (char c : digits)
    value = value * 10 + static_cast<uint32_t>(c - '0');
  return value;
}

// -- payment cards ----------------------------------------------------------

/// The card numbers of one issuer: the first four digits' range, and the lengths in use.
struct issuer {
  uint32_t first;
  uint32_t last;
  size_t min_length;
  size_t max_length;
};

constexpr auto issuers = std::to_array<issuer>({
    {4000, 4999, 13, 13}, {4000, 4999, 16, 16}, {4000, 4999, 19, 19}, // Visa
    {5100, 5599, 16, 16}, {2221, 2720, 16, 16},                       // Mastercard
    {3400, 3499, 15, 15}, {3700, 3799, 15, 15},                       // American Express
    {6011, 6011, 16, 19}, {6440, 6599, 16, 19},                       // Discover
    {3000, 3059, 14, 14}, {3095, 3095, 14, 14},                       // Diners Club
    {3600, 3699, 14, 14}, {3800, 3999, 14, 14},                       // Diners Club
    {3528, 3589, 16, 19},                                             // JCB
    {6200, 6299, 16, 19},                                             // UnionPay
    {2200, 2204, 16, 19},                                             // Mir
    {5018, 5018, 13, 19}, {5020, 5020, 13, 19}, {5038, 5038, 13, 19}, // Maestro
    {5893, 5893, 13, 19}, {6304, 6304, 13, 19}, {6759, 6759, 13, 19}, // Maestro
    {6761, 6763, 13, 19},                                             // Maestro
});

// -- words and other shapes --------------------------------------------------

/// How often the case changes from one letter to the next: rarely in words, often in random text.
bool has_random_case(std::string_view text) {
  size_t letters = 0;
  size_t changes = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!is_letter(text[i]))
      continue;
    ++letters;
    if (i > 0 && is_letter(text[i - 1]) && is_upper(text[i]) != is_upper(text[i - 1]))
      ++changes;
  }
  return changes * 2 > letters;
}

/// Words of prose or an identifier: letters of any script, joined by "_.-'/".
bool is_plain_word(std::string_view text) {
  while (!text.empty() && is_one_of(text.back(), "!?"))
    text.remove_suffix(1);
  const auto wordy = [](char c) {
    return is_letter(c) || static_cast<unsigned char>(c) >= 0x80 || is_one_of(c, "_.-'/");
  };
  return std::ranges::all_of(text, wordy) && !has_random_case(text);
}

/// "IDENTIFIER_12": a word with a running number.
bool is_numbered_word(std::string_view text) {
  size_t digits = 0;
  while (digits < text.size() && is_digit(text[text.size() - 1 - digits]))
    ++digits;
  return digits >= 1 && digits <= 3 && is_plain_word(text.substr(0, text.size() - digits));
}

/// Numbers, dates, times, and addresses in memory.
bool is_number(std::string_view text) {
  if (text.starts_with("0x"))
    return text.size() <= 2 + 16;
  return std::ranges::all_of(text,
                             [](char c) { return is_digit(c) || is_one_of(c, ".,:+-/_eETZ"); });
}

/// "os.environ[…", "get_secret(…", "Store::secret", "[1, 2": source or a repr, not a value.
bool is_code(std::string_view text) {
  if (is_one_of(byte_at(text, 0), "=:([{<") || text.find("::") != text.npos)
    return true;
  size_t i = 0;
  while (i < text.size() && (is_alnum(text[i]) || is_one_of(text[i], "_.")))
    ++i;
  return i > 0 && !is_digit(text[0]) && is_one_of(byte_at(text, i), "([");
}

/// A quoted value with blanks is a message, unless one of its parts is no word.
bool holds_random_part(std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const auto part = text.substr(0, end);
    if (part.size() >= min_secret_length && has(part, is_digit) && has(part, is_letter)
        && !is_numbered_word(part))
      return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

bool has_secret_shape(std::string_view value, name_strength strength, value_form form) {
  if (form == value_form::bare && is_code(value))
    return false;
  if (has(value, is_space))
    return holds_random_part(value);
  if (is_plain_word(value))
    return strength == name_strength::strong && form == value_form::quoted;
  if (strength == name_strength::strong)
    return all_digits(value) || !is_number(value);
  if (!has(value, is_letter) || is_number(value))
    return false;
  return has(value, is_digit) ? !is_numbered_word(value)
                              : value.size() >= 16 && has_random_case(value);
}

// -- placeholders --------------------------------------------------------------

bool contains_lower(std::string_view text, std::string_view lower) {
  for (size_t i = 0; i + lower.size() <= text.size(); ++i)
    if (starts_with_lower(text.substr(i), lower))
      return true;
  return false;
}

size_t distinct_bytes(std::string_view text) {
  std::bitset<256> seen;
  for (char c : text)
    seen.set(static_cast<unsigned char>(c));
  return seen.count();
}

bool is_template(std::string_view value) {
  static constexpr auto pairs = std::to_array<std::string_view>({"<>", "{}", "%s"});
  return value.starts_with("${") || value.starts_with("{{")
         || (value.starts_with("$") && is_plain_word(value.substr(1)))
         || std::ranges::any_of(pairs, [&](std::string_view pair) {
              return value.front() == pair[0] && value.back() == pair[1];
            });
}

} // namespace

bool passes_luhn(std::string_view digits) {
  if (digits.empty() || !all_digits(digits))
    return false;
  uint32_t sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    auto digit = static_cast<uint32_t>(digits[digits.size() - 1 - i] - '0');
    if (i % 2 == 1)
      digit = digit < 5 ? digit * 2 : digit * 2 - 9;
    sum += digit;
  }
  return sum % 10 == 0;
}

bool has_card_issuer(std::string_view digits) {
  if (!all_digits(digits))
    return false;
  const auto prefix = number(digits.substr(0, 4));
  return std::ranges::any_of(issuers, [&](const issuer& i) {
    return prefix >= i.first && prefix <= i.last && digits.size() >= i.min_length
           && digits.size() <= i.max_length;
  });
}

bool is_card_number(std::string_view digits) {
  return has_card_issuer(digits) && passes_luhn(digits);
}

bool is_ssn(std::string_view nine_digits) {
  if (nine_digits.size() != 9 || !all_digits(nine_digits))
    return false;
  const auto area = number(nine_digits.substr(0, 3));
  return area != 0 && area != 666 && area < 900 && number(nine_digits.substr(3, 2)) != 0
         && number(nine_digits.substr(5)) != 0;
}

bool is_aws_secret(std::string_view value) {
  return value.size() == 40
         && std::ranges::all_of(value, [](char c) { return is_alnum(c) || c == '+' || c == '/'; })
         && has(value, is_upper) && has(value, is_lower) && has(value, is_digit);
}

bool is_random_key(std::string_view body) {
  for (size_t begin = 0; begin < body.size();) {
    const auto end = static_cast<size_t>(
        std::find_if_not(body.begin() + static_cast<ptrdiff_t>(begin), body.end(), is_alnum)
        - body.begin());
    const auto run = body.substr(begin, end - begin);
    if (run.size() >= 32 || (run.size() >= 10 && has(run, is_digit) && has(run, is_letter)))
      return true;
    begin = end + 1;
  }
  return false;
}

bool is_masked(std::string_view value) {
  static constexpr auto masks =
      std::to_array<std::string_view>({"***", "...", "xxxx", "\u2022\u2022\u2022", "[redacted"});
  if (value.empty())
    return false;
  const auto distinct = distinct_bytes(value);
  return (distinct == 1 && value.size() >= 3) || (distinct == 2 && value.size() >= 4)
         || is_template(value)
         || std::ranges::any_of(masks, [&](auto mask) { return contains_lower(value, mask); });
}

bool is_placeholder(std::string_view value) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"none",     "null",      "nil",         "true",       "false",   "undefined",   "unknown",
       "missing",  "required",  "optional",    "disabled",   "enabled", "incorrect",   "password",
       "changeme", "change_me", "placeholder", "secret_key", "api_key", "access_token"});
  static constexpr auto starts = std::to_array<std::string_view>(
      {"your_", "your-", "yourpass", "yourkey", "yourapi", "yoursecret", "yourtoken", "my_api_key",
       "insert_", "insert-", "enter_", "replace_", "replace-", "placeholder"});
  static constexpr auto ends = std::to_array<std::string_view>({"_here", "-here", "_goes_here"});
  const auto is_word = [&](auto word) {
    return value.size() == word.size() && starts_with_lower(value, word);
  };
  return is_masked(value) || std::ranges::any_of(words, is_word)
         || std::ranges::any_of(starts, [&](auto start) { return starts_with_lower(value, start); })
         || std::ranges::any_of(ends, [&](auto end) { return ends_with_lower(value, end); });
}

bool is_secret_value(std::string_view value, name_strength strength, value_form form) {
  return value.size() >= min_secret_length && has_secret_shape(value, strength, form)
         && !is_placeholder(value) && value.find("://") == value.npos;
}

} // namespace cordon::redaction
