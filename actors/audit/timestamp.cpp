// SPDX-License-Identifier: Apache-2.0
#include "audit/timestamp.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace cordon::audit {

namespace {

constexpr std::string_view shape = "0000-00-00T00:00:00.000000Z";

bool has_shape(std::string_view text) {
  if (text.size() != shape.size())
    return false;
  for (size_t i = 0; i < shape.size(); ++i) {
    const bool fits = shape[i] == '0' ? text[i] >= '0' && text[i] <= '9' : text[i] == shape[i];
    if (!fits)
      return false;
  }
  return true;
}

unsigned number(std::string_view text, size_t from, size_t count) {
  unsigned value = 0;
  std::from_chars(text.data() + from, text.data() + from + count, value);
  return value;
}

} // namespace

std::string to_rfc3339(timestamp time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  std::array<char, 64> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02lld:%02lld:%02lld.%06lldZ", int{date.year()},
      unsigned{date.month()}, unsigned{date.day()}, static_cast<long long>(clock.hours().count()),
      static_cast<long long>(clock.minutes().count()),
      static_cast<long long>(clock.seconds().count()),
      static_cast<long long>(clock.subseconds().count()));
  return {text.data(), static_cast<size_t>(length)};
}

std::optional<timestamp> from_rfc3339(std::string_view text) {
  if (!has_shape(text))
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(number(text, 0, 4))},
                                         std::chrono::month{number(text, 5, 2)},
                                         std::chrono::day{number(text, 8, 2)}};
  const std::chrono::hours hours{number(text, 11, 2)};
  const std::chrono::minutes minutes{number(text, 14, 2)};
  const std::chrono::seconds seconds{number(text, 17, 2)};
  if (!date.ok() || hours.count() > 23 || minutes.count() > 59 || seconds.count() > 59)
    return std::nullopt;
  return timestamp{std::chrono::sys_days{date}} + hours + minutes + seconds
         + std::chrono::microseconds{number(text, 20, 6)};
}

} // namespace cordon::audit
