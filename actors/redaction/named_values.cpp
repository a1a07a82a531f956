// SPDX-License-Identifier: Apache-2.0
#include "redaction/ascii.hpp"
#include "redaction/judges.hpp"
#include "redaction/validators.hpp"

#include <algorithm>

/// The judges of `name = value`, `name: value` and `"name": "value"`.
namespace cordon::redaction {

namespace {

/// As much of a value as is looked at before it counts as a secret.
constexpr size_t max_judged = 256;

constexpr bool is_quote(char c) {
  return is_one_of(c, "\"'`");
}

/// The value behind an opening quote, up to the closing one on the same line. Quotes that a
/// backslash hides do not close; where the opening one is hidden itself (JSON within a string) the
/// next one closes.
std::optional<byte_range> read_quoted(std::string_view text, size_t open) {
  const bool is_nested = byte_before(text, open) == '\\';
  for (auto i = open + 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == '\\' && !is_nested)
      ++i;
    else if (text[i] == text[open]) {
      auto end = i;
      while (is_nested && text[end - 1] == '\\')
        --end;
      return byte_range{open + 1, end};
    }
  }
  return std::nullopt;
}

/// A value without quotes, at most `limit` bytes of it. Commas, semicolons and '&' end it, as they
/// do in lists of arguments, connection strings and queries.
byte_range read_bare(std::string_view text, size_t begin, size_t limit) {
  const auto stop = limit < text.size() - begin ? begin + limit : text.size();
  auto end = begin;
  while (end < stop && !is_space(text[end]) && !is_one_of(text[end], "\"'`,;&<>"))
    ++end;
  while (end > begin && is_one_of(text[end - 1], ")]}.:\\"))
    --end;
  return {begin, end};
}

/// `PWD=/home/…` and OLDPWD of a shell's environment.
bool is_working_folder(std::string_view text, byte_range hit, byte_range value) {
  return starts_with_lower(text.substr(hit.begin), "pwd")
         && is_one_of(byte_at(text, value.begin), "/~");
}

std::optional<byte_range> judge_value(std::string_view text, byte_range hit,
                                      name_strength strength) {
  const auto judged = [&](byte_range r) {
    return text.substr(r.begin, std::min(r.end - r.begin, max_judged));
  };
  if (is_quote(text[hit.end - 1])) {
    if (const auto quoted = read_quoted(text, hit.end - 1)) {
      const bool is_secret = !is_working_folder(text, hit, *quoted)
                             && is_secret_value(judged(*quoted), strength, value_form::quoted);
      return is_secret ? quoted : std::nullopt;
    }
  }
  const auto bare = read_bare(text, hit.end, max_judged);
  if (is_working_folder(text, hit, bare)
      || !is_secret_value(judged(bare), strength, value_form::bare))
    return std::nullopt;
  return read_bare(text, hit.end, text.npos);
}

} // namespace

std::optional<byte_range> judge_value_of_strong_name(std::string_view text, byte_range hit) {
  return judge_value(text, hit, name_strength::strong);
}

std::optional<byte_range> judge_value_of_weak_name(std::string_view text, byte_range hit) {
  return judge_value(text, hit, name_strength::weak);
}

} // namespace cordon::redaction
