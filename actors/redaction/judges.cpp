// SPDX-License-Identifier: Apache-2.0
#include "redaction/judges.hpp"

#include "redaction/ascii.hpp"
#include "redaction/validators.hpp"

#include <algorithm>
#include <string>

namespace cordon::redaction {

namespace {

using verdict = std::optional<byte_range>;

/// As much of a token as a judge looks at before it says yes.
constexpr size_t max_judged = 256;

constexpr bool is_key_char(char c) {
  return is_alnum(c) || c == '-' || c == '_';
}
constexpr bool is_base64_char(char c) {
  return is_alnum(c) || c == '+' || c == '/';
}

/// Where the run of `kind` that starts at `begin` ends, `limit` bytes on at the latest.
size_t run_end(std::string_view text, size_t begin, bool (*kind)(char),
               size_t limit = std::string_view::npos) {
  const auto stop = limit < text.size() - begin ? begin + limit : text.size();
  auto end = begin;
  while (end < stop && kind(text[end]))
    ++end;
  return end;
}

bool is_free_standing(std::string_view text, byte_range range) {
  return !is_alnum(byte_before(text, range.begin)) && !is_alnum(byte_at(text, range.end));
}

/// A digit follows behind a dot or a dash: the range is part of a longer number.
bool number_goes_on(std::string_view text, size_t end, std::string_view joints) {
  return is_one_of(byte_at(text, end), joints) && is_digit(byte_at(text, end + 1));
}

/// Three, two and four digits with one byte of `separators` between, or with none where it is
/// empty.
verdict read_ssn(std::string_view text, size_t begin, std::string_view separators) {
  std::string digits;
  auto end = begin;
  for (const size_t length : {3, 2, 4}) {
    if (!digits.empty() && !separators.empty() && !is_one_of(byte_at(text, end++), separators))
      return std::nullopt;
    const auto stop = run_end(text, end, is_digit, length);
    digits += text.substr(end, stop - end);
    end = stop;
  }
  const byte_range range{begin, end};
  if (!is_ssn(digits) || !is_free_standing(text, range) || number_goes_on(text, end, ".-"))
    return std::nullopt;
  return range;
}

} // namespace

// -- social security numbers -----------------------------------------------------------------

verdict judge_dashed_ssn(std::string_view text, byte_range hit) {
  const auto before = byte_before(text, hit.begin);
  const bool goes_back = is_one_of(before, "-.") && is_digit(byte_before(text, hit.begin - 1));
  return goes_back ? std::nullopt : read_ssn(text, hit.begin, "-");
}

verdict judge_named_ssn(std::string_view text, byte_range hit) {
  constexpr size_t max_gap = 8;
  if (is_alnum(byte_before(text, hit.begin)))
    return std::nullopt;
  const auto begin = run_end(
      text, hit.end, [](char c) { return !is_alnum(c); }, max_gap);
  const auto separated = read_ssn(text, begin, " .-");
  return separated ? separated : read_ssn(text, begin, "");
}

// -- addresses --------------------------------------------------------------

verdict judge_email(std::string_view text, byte_range hit) {
  constexpr size_t max_local = 64;
  constexpr size_t max_domain = 253;
  const auto is_local = [](char c) { return is_alnum(c) || is_one_of(c, "._%+-"); };
  const auto at = hit.begin + 1;
  auto begin = at;
  while (begin > 0 && at - begin <= max_local && is_local(text[begin - 1]))
    --begin;
  while (!is_alnum(text[begin]) && text[begin] != '_' && begin < at)
    ++begin;
  if (begin == at || at - begin > max_local)
    return std::nullopt;

  // The longest domain whose last label is all letters.
  const auto is_domain = [](char c) { return is_alnum(c) || c == '.' || c == '-'; };
  const auto domain = text.substr(0, run_end(text, at + 1, is_domain, max_domain));
  size_t end = 0;
  for (auto dot = domain.find('.', at); dot != domain.npos; dot = domain.find('.', dot + 1)) {
    const auto label = run_end(text, dot + 1, is_letter, 25);
    const auto length = label - dot - 1;
    if (is_alnum(text[dot - 1]) && length >= 2 && length <= 24 && !is_alnum(byte_at(text, label)))
      end = label;
  }
  const bool is_call = byte_at(text, end) == '('; // matrix@vector.dot(…)
  return end == 0 || is_call ? std::nullopt : verdict(byte_range{begin, end});
}

verdict judge_database_url(std::string_view text, byte_range hit) {
  constexpr size_t max_password = 1024;
  const auto is_user = [](char c) { return !is_space(c) && !is_one_of(c, "\"'`<>[]:/@"); };
  const auto is_inside = [](char c) { return !is_space(c) && !is_one_of(c, "\"'`<>"); };
  const auto is_tail = [](char c) { return !is_space(c) && !is_one_of(c, "\"'`<>\\,;)]}"); };
  const auto colon = run_end(text, hit.end, is_user, max_judged);
  if (byte_at(text, colon) != ':')
    return std::nullopt;
  const auto known = text.substr(colon + 1, max_password);
  const auto password = known.substr(0, known.find('@'));
  if (password.empty() || password.size() == known.size() || is_masked(password)
      || !std::ranges::all_of(password, is_inside))
    return std::nullopt;
  // A password may hold an '@' of its own: the last one of the run is the one before the host.
  const auto run = run_end(text, colon, is_inside);
  const auto host = text.substr(0, run).rfind('@') + 1;
  auto end = run_end(text, host, is_tail);
  while (is_one_of(text[end - 1], ".:!?"))
    --end;
  return byte_range{hit.begin, end};
}

// -- keys -------------------------------------------------------------------

verdict judge_private_key(std::string_view text, byte_range hit) {
  constexpr std::string_view dashes = "-----";
  const auto footer = text.find("-----END ", hit.end);
  if (footer == text.npos)
    return byte_range{hit.begin, text.size()};
  const auto label = footer + dashes.size();
  const auto label_end = run_end(text, label, [](char c) { return is_alnum(c) || c == ' '; });
  const bool is_closed = text.substr(label_end).starts_with(dashes);
  return byte_range{hit.begin, is_closed ? label_end + dashes.size() : label_end};
}

verdict judge_aws_access_key(std::string_view text, byte_range hit) {
  return is_free_standing(text, hit) ? verdict(hit) : std::nullopt;
}

verdict judge_aws_secret_key(std::string_view text, byte_range hit) {
  constexpr size_t max_gap = 64;
  constexpr size_t length = 40;
  const auto last = std::min(text.size(), hit.end + max_gap);
  for (auto begin = hit.end; begin < last;) {
    const auto end = run_end(text, begin, is_base64_char, length + 1);
    if (end - begin == length && byte_at(text, end) != '='
        && is_aws_secret(text.substr(begin, length)))
      return byte_range{begin, end};
    begin = run_end(text, end, is_base64_char, max_gap) + 1;
  }
  return std::nullopt;
}

verdict judge_openai_key(std::string_view text, byte_range hit) {
  if (is_alnum(byte_before(text, hit.begin)))
    return std::nullopt;
  const auto body_begin = hit.begin + std::string_view("sk-").size();
  const auto body =
      text.substr(body_begin, run_end(text, body_begin, is_key_char, max_judged) - body_begin);
  const bool is_of_another_vendor = body.starts_with("ant-") || body.starts_with("or-v1-");
  if (is_of_another_vendor || !is_random_key(body))
    return std::nullopt;
  return byte_range{hit.begin, run_end(text, hit.end, is_key_char)};
}

verdict judge_vendor_key(std::string_view text, byte_range hit) {
  const auto end = run_end(text, hit.begin, is_key_char, max_judged);
  if (is_alnum(byte_before(text, hit.begin))
      || !is_random_key(text.substr(hit.begin, end - hit.begin)))
    return std::nullopt;
  return byte_range{hit.begin, run_end(text, end, is_key_char)};
}

} // namespace cordon::redaction
