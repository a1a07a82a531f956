// SPDX-License-Identifier: Apache-2.0
#include "job/timestamp.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace cordon::job {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr std::string_view clock_shape = "0000-00-00T00:00:00";
constexpr std::string_view offset_shape = "+00:00";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// '0' in `shape` stands for a digit, 'T' for either case, '+' for a sign.
bool has_shape(std::string_view text, std::string_view shape) {
  const auto fits = [](char c, char wanted) {
    switch (wanted) {
    case '0':
      return is_digit(c);
    case 'T':
      return c == 'T' || c == 't';
    case '+':
      return c == '+' || c == '-';
    default:
      return c == wanted;
    }
  };
  return std::ranges::equal(text, shape, fits);
}

/// @pre there are that many digits
int number(std::string_view text, size_t from, size_t count) {
  int value = 0;
  std::from_chars(text.data() + from, text.data() + from + count, value);
  return value;
}

/// The digits behind the point that `rest` begins with; empty where there are none.
std::string_view fraction_of(std::string_view rest) {
  if (rest.empty() || rest.front() != '.')
    return {};
  rest.remove_prefix(1);
  return rest.substr(0,
                     static_cast<size_t>(std::ranges::find_if_not(rest, is_digit) - rest.begin()));
}

struct parts {
  int year, month, day, hour, minute, second;
  microseconds fraction{0};
  std::chrono::minutes offset{0}; ///< what the local time is ahead of UTC
};

bool is_in_range(const parts& p) {
  return p.month >= 1 && p.month <= 12 && p.day >= 1 && p.day <= 31 && p.hour <= 23
         && p.minute <= 59 && p.second <= 60;
}

microseconds microseconds_of(std::string_view digits) {
  std::string padded(digits.substr(0, 6));
  padded.resize(6, '0');
  return microseconds(number(padded, 0, 6));
}

/// The text's parts, where all of them are within what the form allows.
std::optional<parts> read_parts(std::string_view text) {
  if (!has_shape(text.substr(0, clock_shape.size()), clock_shape))
    return std::nullopt;
  parts p{number(text, 0, 4),  number(text, 5, 2),  number(text, 8, 2),
          number(text, 11, 2), number(text, 14, 2), number(text, 17, 2)};
  std::string_view rest = text.substr(clock_shape.size());
  if (const auto digits = fraction_of(rest); !digits.empty()) {
    p.fraction = microseconds_of(digits);
    rest.remove_prefix(1 + digits.size());
  }
  if (rest == "Z" || rest == "z")
    return is_in_range(p) ? std::optional(p) : std::nullopt;
  if (!has_shape(rest, offset_shape) || number(rest, 1, 2) > 23 || number(rest, 4, 2) > 59)
    return std::nullopt;
  p.offset = std::chrono::minutes(number(rest, 1, 2) * 60 + number(rest, 4, 2));
  if (rest.front() == '-')
    p.offset = -p.offset;
  return is_in_range(p) ? std::optional(p) : std::nullopt;
}

std::optional<microsecond_time> read_time(std::string_view text) {
  using namespace std::chrono;
  const auto p = read_parts(text);
  if (!p)
    return std::nullopt;
  const year_month_day date{year(p->year), month(static_cast<unsigned>(p->month)),
                            day(static_cast<unsigned>(p->day))};
  if (!date.ok())
    return std::nullopt;
  const auto minute = sys_days{date} + hours(p->hour) + minutes(p->minute) - p->offset;
  // Leap seconds are only ever put in at the end of a day of UTC.
  const bool ends_a_day = minute + minutes(1) == floor<days>(minute + minutes(1));
  if (p->second == 60 && !ends_a_day)
    return std::nullopt;
  const microseconds fraction = p->second == 60 ? microseconds(0) : p->fraction;
  return minute + seconds(p->second) + fraction;
}

/// In UTC, with that many decimals: as many as `Unit` has.
template <class Unit>
std::string written(std::chrono::sys_time<Unit> any_time, int decimals) {
  using namespace std::chrono;
  constexpr sys_time<Unit> first = sys_days{year(0) / 1 / 1};
  constexpr sys_time<Unit> last = sys_days{year(10'000) / 1 / 1} - Unit(1);
  const auto time = std::clamp(any_time, first, last);
  const auto midnight = floor<days>(time);
  const year_month_day date{midnight};
  const hh_mm_ss clock{time - midnight};
  std::array<char, 64> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%0*dZ", int{date.year()},
      unsigned{date.month()}, unsigned{date.day()}, static_cast<int>(clock.hours().count()),
      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
      decimals, static_cast<int>(clock.subseconds().count()));
  return {text.data(), static_cast<size_t>(length)};
}

} // namespace

bool has_rfc3339_form(std::string_view text) {
  return read_parts(text).has_value();
}

std::optional<int64_t> from_rfc3339(std::string_view text) {
  const auto time = read_time(text);
  if (!time)
    return std::nullopt;
  return std::chrono::floor<milliseconds>(*time).time_since_epoch().count();
}

std::string to_rfc3339(int64_t ms_since_epoch) {
  return written(std::chrono::sys_time<milliseconds>(milliseconds(ms_since_epoch)), 3);
}

std::optional<microsecond_time> from_exact_rfc3339(std::string_view text) {
  const auto time = read_time(text);
  return time && to_exact_rfc3339(*time) == text ? time : std::nullopt;
}

std::string to_exact_rfc3339(microsecond_time time) {
  return written(time, 6);
}

} // namespace cordon::job
