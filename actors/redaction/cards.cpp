// SPDX-License-Identifier: Apache-2.0
#include "redaction/ascii.hpp"
#include "redaction/judges.hpp"
#include "redaction/validators.hpp"

#include <algorithm>
#include <array>
#include <span>

/// The judge of payment card numbers: tells them from other numbers by how they are printed.
namespace cordon::redaction {

namespace {

constexpr size_t max_digits = 19;

/// How the digits of card numbers are grouped, longest first.
struct layout {
  std::array<size_t, 5> groups;
  size_t count;
};

constexpr auto layouts = std::to_array<layout>({
    {{4, 4, 4, 4, 3}, 5},
    {{6, 13}, 2},
    {{4, 4, 4, 4}, 4},
    {{4, 6, 5}, 3},
    {{4, 6, 4}, 3},
    {{4, 3, 3, 3}, 4},
});

/// Digits without what stands between them, and where they end in the text.
struct digit_groups {
  std::array<char, max_digits> digits;
  size_t count = 0;
  size_t end = 0;

  std::string_view view() const { return {digits.data(), count}; }
};

/// How many digits stand from `begin` on; counts no further than one more than a card has.
size_t count_digits(std::string_view text, size_t begin) {
  size_t count = 0;
  while (count <= max_digits && is_digit(byte_at(text, begin + count)))
    ++count;
  return count;
}

/// The same towards the start, ending before `end`.
size_t count_digits_back(std::string_view text, size_t end) {
  size_t count = 0;
  while (count <= max_digits && is_digit(byte_before(text, end - count)))
    ++count;
  return count;
}

/// Groups of exactly these lengths with one blank or dash between.
std::optional<digit_groups> read_groups(std::string_view text, size_t begin,
                                        std::span<const size_t> lengths) {
  digit_groups out;
  out.end = begin;
  for (const auto length : lengths) {
    if (out.count > 0 && !is_one_of(byte_at(text, out.end++), " -"))
      return std::nullopt;
    if (count_digits(text, out.end) != length)
      return std::nullopt;
    text.copy(out.digits.data() + out.count, length, out.end);
    out.count += length;
    out.end += length;
  }
  return out;
}

/// A card number from `begin` on that ends where the digits end.
std::optional<byte_range> read_card(std::string_view text, size_t begin,
                                    std::span<const size_t> lengths) {
  const auto card = read_groups(text, begin, lengths);
  if (!card || !is_card_number(card->view()))
    return std::nullopt;
  const auto next = byte_at(text, card->end);
  const bool is_fraction = next == '.' && is_digit(byte_at(text, card->end + 1));
  if (is_alnum(next) || is_fraction)
    return std::nullopt;
  return byte_range{begin, card->end};
}

/// A number in a list, told from a card by its length and prefix.
bool is_plain_number(std::string_view digits) {
  return digits.size() > max_digits || !has_card_issuer(digits);
}

bool is_about(size_t length, size_t other) {
  return length + 1 >= other && length <= other + 1;
}

/// Among numbers of about its length that no issuer gives out, one that looks like a card's is
/// there by chance: one random number of 16 digits in fifty does. True where two such numbers stand
/// beside `card`, up to two places away.
bool is_in_series(std::string_view text, byte_range card) {
  constexpr std::string_view gap = " ,;|\t\r\n[](){}'\"";
  constexpr size_t max_gap = 4;
  constexpr int places = 2;
  const auto length = card.end - card.begin;
  int plain_numbers = 0;

  auto at = card.end;
  for (int place = 0; place < places; ++place) {
    for (size_t i = 0; i < max_gap && at < text.size() && is_one_of(text[at], gap); ++i)
      ++at;
    const auto count = count_digits(text, at);
    if (!is_about(count, length))
      break;
    plain_numbers += is_plain_number(text.substr(at, count)) ? 1 : 0;
    at += count;
  }

  at = card.begin;
  for (int place = 0; place < places; ++place) {
    for (size_t i = 0; i < max_gap && at > 0 && is_one_of(text[at - 1], gap); ++i)
      --at;
    const auto count = count_digits_back(text, at);
    if (!is_about(count, length))
      break;
    at -= count;
    plain_numbers += is_plain_number(text.substr(at, count)) ? 1 : 0;
  }
  return plain_numbers >= 2;
}

/// A table's cell: four or five hexadecimal digits, not all of them letters.
bool is_cell(std::string_view word) {
  return (word.size() == 4 || word.size() == 5) && std::ranges::any_of(word, is_digit)
         && std::ranges::all_of(word, is_hex);
}

/// Four groups of four digits in a longer row of such groups are columns of a table, unless the row
/// is made of whole cards.
bool is_in_table(std::string_view text, byte_range card) {
  constexpr size_t max_cells = 16;
  constexpr size_t max_length = 6;
  constexpr std::array<size_t, 4> four{4, 4, 4, 4};
  const auto is_joint = [](char c) { return c == ' ' || c == '-'; };

  size_t before = 0;
  for (auto at = card.begin; before < max_cells && is_joint(byte_before(text, at)); ++before) {
    auto begin = at - 1;
    while (at - begin <= max_length && is_alnum(byte_before(text, begin)))
      --begin;
    if (!is_cell(text.substr(begin, at - 1 - begin)))
      break;
    at = begin;
  }
  size_t after = 0;
  for (auto at = card.end; after < max_cells && is_joint(byte_at(text, at)); ++after) {
    auto end = at + 1;
    while (end - at <= max_length && is_alnum(byte_at(text, end)))
      ++end;
    if (!is_cell(text.substr(at + 1, end - at - 1)))
      break;
    at = end;
  }
  if (before + after < 2)
    return false;

  const auto is_card_at = [&](size_t at) {
    const auto groups = read_groups(text, at, four);
    return groups && is_card_number(groups->view());
  };
  return before % 4 != 0 || after % 4 != 0 || (before > 0 && !is_card_at(card.begin - 20))
         || (after > 0 && !is_card_at(card.end + 1));
}

/// "-4111…" where no word stands before the sign.
bool is_negative(std::string_view text, size_t begin) {
  return byte_before(text, begin) == '-' && !is_alnum(byte_before(text, begin - 1));
}

} // namespace

std::optional<byte_range> judge_card(std::string_view text, byte_range hit) {
  // The pattern takes the byte before the number along, to see that it is no digit.
  const auto begin = is_digit(text[hit.begin]) ? hit.begin : hit.begin + 1;
  if (is_negative(text, begin))
    return std::nullopt;
  const auto run = count_digits(text, begin);
  if (run >= 13 && run <= max_digits) {
    const auto card = read_card(text, begin, {&run, 1});
    return card && !is_in_series(text, *card) ? card : std::nullopt;
  }
  for (const auto& l : layouts)
    if (const auto card = read_card(text, begin, {l.groups.data(), l.count}))
      return is_in_table(text, *card) ? std::nullopt : card;
  return std::nullopt;
}

} // namespace cordon::redaction
