// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cordon::job {

/// `value` as java.nio.ByteBuffer writes it, or its last `size` bytes of that.
template <std::integral T>
std::string big_endian(T value, size_t size = sizeof(T)) {
  std::string bytes(size, '\0');
  for (size_t i = 0; i < size; ++i)
    bytes[i] = static_cast<char>(static_cast<uint64_t>(value) >> (8 * (size - 1 - i)));
  return bytes;
}

/// A two's complement of one to eight bytes, the highest first; nothing of other lengths.
inline std::optional<int64_t> from_big_endian(std::string_view bytes) {
  if (bytes.empty() || bytes.size() > sizeof(int64_t))
    return std::nullopt;
  const bool is_negative = (static_cast<unsigned char>(bytes.front()) & 0x80) != 0;
  uint64_t bits = is_negative ? ~uint64_t{0} : 0;
  for (const char byte : bytes)
    bits = bits << 8 | static_cast<unsigned char>(byte);
  return static_cast<int64_t>(bits);
}

/// The same of exactly as many bytes as a T has.
template <std::signed_integral T>
std::optional<T> from_big_endian_as(std::string_view bytes) {
  const auto number = bytes.size() == sizeof(T) ? from_big_endian(bytes) : std::nullopt;
  return number ? std::optional(static_cast<T>(*number)) : std::nullopt;
}

} // namespace cordon::job
