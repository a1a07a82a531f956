// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace cordon::fuzz {

/// A finding where `holds` is false: says which property and ends the process, which libFuzzer
/// takes for a crash.
inline void require(bool holds, const char* property) {
  if (holds)
    return;
  std::fprintf(stderr, "fuzz: this does not hold: %s\n", property);
  std::abort();
}

/// The bytes of one run, taken apart from the front. What is not there reads as 0 or empty.
class input {
public:
  input(const uint8_t* bytes, size_t size) : rest_(reinterpret_cast<const char*>(bytes), size) {}

  bool empty() const { return rest_.empty(); }

  std::string_view take(size_t count) {
    const auto taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  uint8_t byte() {
    const auto one = take(1);
    return one.empty() ? uint8_t{0} : static_cast<uint8_t>(one.front());
  }

  uint64_t number(size_t bytes) {
    uint64_t value = 0;
    while (bytes-- > 0)
      value = value << 8 | byte();
    return value;
  }

  /// Two bytes say how much.
  std::string_view text() { return take(number(2)); }

  std::string_view rest() { return take(rest_.size()); }

private:
  std::string_view rest_;
};

/// Whether `part` lies in `whole`, as a view into it must.
inline bool lies_in(std::string_view part, std::string_view whole) {
  return part.empty()
         || (part.data() >= whole.data()
             && part.data() + part.size() <= whole.data() + whole.size());
}

} // namespace cordon::fuzz
