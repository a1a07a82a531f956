// SPDX-License-Identifier: Apache-2.0
#include "job/base64.hpp"

#include <array>
#include <cstdint>

namespace cordon::job {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr uint8_t no_digit = 0xFF;

constexpr auto digit_values = [] {
  std::array<uint8_t, 256> values{};
  values.fill(no_digit);
  for (size_t i = 0; i < alphabet.size(); ++i)
    values[static_cast<uint8_t>(alphabet[i])] = static_cast<uint8_t>(i);
  return values;
}();

uint32_t byte_at(std::string_view bytes, size_t at) {
  return static_cast<uint8_t>(bytes[at]);
}

char digit(uint32_t value) {
  return alphabet[value & 0x3F];
}

/// Decodes `count` digits (2, 3 or 4) into `count - 1` bytes; false unless all are digits and no
/// bit is left over.
bool decode_group(std::string& out, std::string_view digits) {
  uint32_t bits = 0;
  for (const char c : digits) {
    const uint8_t value = digit_values[static_cast<uint8_t>(c)];
    if (value == no_digit)
      return false;
    bits = bits << 6 | value;
  }
  bits <<= 6 * (4 - digits.size());
  for (size_t i = 1; i < digits.size(); ++i)
    out.push_back(static_cast<char>(bits >> (24 - 8 * i)));
  const uint32_t left_over = bits & ((1u << (8 * (4 - digits.size()))) - 1);
  return left_over == 0;
}

} // namespace

void append_base64(std::string& out, std::string_view bytes) {
  out.reserve(out.size() + (bytes.size() + 2) / 3 * 4);
  size_t at = 0;
  for (; at + 3 <= bytes.size(); at += 3) {
    const uint32_t bits =
        byte_at(bytes, at) << 16 | byte_at(bytes, at + 1) << 8 | byte_at(bytes, at + 2);
    const char group[] = {digit(bits >> 18), digit(bits >> 12), digit(bits >> 6), digit(bits)};
    out.append(group, sizeof group);
  }
  if (bytes.size() - at == 1) {
    const uint32_t bits = byte_at(bytes, at) << 16;
    out.append({digit(bits >> 18), digit(bits >> 12), '=', '='});
  } else if (bytes.size() - at == 2) {
    const uint32_t bits = byte_at(bytes, at) << 16 | byte_at(bytes, at + 1) << 8;
    out.append({digit(bits >> 18), digit(bits >> 12), digit(bits >> 6), '='});
  }
}

std::string encode_base64(std::string_view bytes) {
  std::string out;
  append_base64(out, bytes);
  return out;
}

std::optional<std::string> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0)
    return std::nullopt;
  size_t padding = 0;
  while (padding < 2 && text.size() > padding && text[text.size() - 1 - padding] == '=')
    ++padding;
  std::string out;
  out.reserve(text.size() / 4 * 3);
  const std::string_view digits = text.substr(0, text.size() - padding);
  for (size_t at = 0; at < digits.size(); at += 4)
    if (!decode_group(out, digits.substr(at, 4)))
      return std::nullopt;
  return out;
}

} // namespace cordon::job
