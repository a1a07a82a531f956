// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::jail {

/// Appends values to a byte string: integers little-endian, strings with a u32 length before them.
/// Both ends are the same build on the same machine, so the format needs no version.
class encoder {
public:
  explicit encoder(std::string& out) : out_(out) {}

  void u8(uint8_t value) { out_.push_back(static_cast<char>(value)); }
  void u32(uint32_t value);
  void u64(uint64_t value);
  void text(std::string_view value);
  void texts(const std::vector<std::string>& values);

private:
  std::string& out_;
};

/// Reads what an `encoder` wrote, from bytes that may be hostile: a value that is not there reads
/// as zero or empty and makes the decoder bad for good. Never reads out of bounds, never allocates
/// more than the bytes at hand. The text views live as long as the bytes.
class decoder {
public:
  explicit decoder(std::string_view bytes) : rest_(bytes) {}

  uint8_t u8();
  uint32_t u32();
  uint64_t u64();
  std::string_view text();
  std::vector<std::string> texts();

  /// True while every value read was there.
  bool good() const { return good_; }
  /// True when every value read was there and nothing is left.
  bool done() const { return good_ && rest_.empty(); }

private:
  std::string_view take(size_t count);
  uint64_t integer(size_t width);

  std::string_view rest_;
  bool good_ = true;
};

} // namespace cordon::jail
