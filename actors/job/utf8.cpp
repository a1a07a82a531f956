// SPDX-License-Identifier: Apache-2.0
#include "job/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace cordon::job {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// A well-formed character, or the maximal subpart of an ill-formed one.
struct sequence {
  size_t length;
  bool valid;
};

/// What may follow a lead byte: how many bytes, and the range of the first of them (Unicode 15,
/// table 3-7). The others are always 80..BF.
struct tail {
  size_t length;
  uint8_t low;
  uint8_t high;
};

tail tail_of(uint8_t lead) {
  if (lead < 0xC2)
    return {0, 0, 0};
  if (lead < 0xE0)
    return {1, 0x80, 0xBF};
  if (lead < 0xF0)
    return {2, static_cast<uint8_t>(lead == 0xE0 ? 0xA0 : 0x80),
            static_cast<uint8_t>(lead == 0xED ? 0x9F : 0xBF)};
  if (lead < 0xF5)
    return {3, static_cast<uint8_t>(lead == 0xF0 ? 0x90 : 0x80),
            static_cast<uint8_t>(lead == 0xF4 ? 0x8F : 0xBF)};
  return {0, 0, 0};
}

/// @pre `rest` is not empty
sequence sequence_at(std::string_view rest) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(rest[i]); };
  if (byte(0) < 0x80)
    return {1, true};
  const auto [length, low, high] = tail_of(byte(0));
  if (length == 0)
    return {1, false};
  if (rest.size() < 2 || byte(1) < low || byte(1) > high)
    return {1, false};
  for (size_t i = 2; i <= length; ++i)
    if (i == rest.size() || (byte(i) & 0xC0) != 0x80)
      return {i, false};
  return {length + 1, true};
}

/// How many bytes of ASCII `text` begins with, in steps of eight: source code is mostly ASCII.
size_t ascii_words(std::string_view text) {
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & 0x8080808080808080ull) != 0)
      break;
  }
  return at;
}

} // namespace

std::optional<size_t> invalid_utf8_at(std::string_view text) {
  size_t at = 0;
  while (true) {
    at += ascii_words(text.substr(at));
    // A run of other characters is taken one by one, so that it costs one check per character.
    do {
      if (at == text.size())
        return std::nullopt;
      const auto next = sequence_at(text.substr(at));
      if (!next.valid)
        return at;
      at += next.length;
    } while (at < text.size() && (static_cast<uint8_t>(text[at]) & 0x80) != 0);
  }
}

void append_valid_utf8(std::string& out, std::string_view text) {
  while (const auto bad = invalid_utf8_at(text)) {
    out.append(text.substr(0, *bad));
    out.append(replacement);
    text.remove_prefix(*bad + sequence_at(text.substr(*bad)).length);
  }
  out.append(text);
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_valid_utf8(out, text);
  return out;
}

std::string_view cut_utf8(std::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes)
    return text;
  size_t at = max_bytes;
  while (at > 0 && max_bytes - at < 3 && (static_cast<uint8_t>(text[at]) & 0xC0) == 0x80)
    --at;
  const auto across = sequence_at(text.substr(at));
  const bool splits = across.valid && at + across.length > max_bytes;
  return text.substr(0, splits ? at : max_bytes);
}

void append_code_point(std::string& out, char32_t value) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | value >> 6);
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | value >> 12);
    put(0x80 | (value >> 6 & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | value >> 18);
    put(0x80 | (value >> 12 & 0x3F));
    put(0x80 | (value >> 6 & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

} // namespace cordon::job
