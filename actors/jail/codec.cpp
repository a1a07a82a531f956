// SPDX-License-Identifier: Apache-2.0
#include "jail/codec.hpp"

namespace cordon::jail {

namespace {

void append_integer(std::string& out, uint64_t value, size_t width) {
  for (size_t i = 0; i < width; ++i)
    out.push_back(static_cast<char>(value >> (8 * i)));
}

} // namespace

void encoder::u32(uint32_t value) {
  append_integer(out_, value, 4);
}

void encoder::u64(uint64_t value) {
  append_integer(out_, value, 8);
}

void encoder::text(std::string_view value) {
  u32(static_cast<uint32_t>(value.size()));
  out_.append(value);
}

void encoder::texts(const std::vector<std::string>& values) {
  u32(static_cast<uint32_t>(values.size()));
  for (const auto& value : values)
    text(value);
}

std::string_view decoder::take(size_t count) {
  if (count > rest_.size()) {
    good_ = false;
    rest_ = {};
    return {};
  }
  auto taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

uint64_t decoder::integer(size_t width) {
  uint64_t value = 0;
  auto bytes = take(width);
  for (size_t i = 0; i < bytes.size(); ++i)
    value |= uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return value;
}

uint8_t decoder::u8() {
  return static_cast<uint8_t>(integer(1));
}

uint32_t decoder::u32() {
  return static_cast<uint32_t>(integer(4));
}

uint64_t decoder::u64() {
  return integer(8);
}

std::string_view decoder::text() {
  return take(u32());
}

std::vector<std::string> decoder::texts() {
  std::vector<std::string> values;
  for (auto count = u32(); good_ && count > 0; --count) {
    auto value = text();
    if (good_)
      values.emplace_back(value);
  }
  return values;
}

} // namespace cordon::jail
