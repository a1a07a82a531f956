// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cordon::job {

/// Whether `text` is written as RFC 3339 has it: a date, 'T', a time with or without a fraction,
/// and 'Z' or an offset. That date may still not exist.
bool has_rfc3339_form(std::string_view text);

/// Milliseconds since the epoch, what is smaller cut off; a leap second counts as the second after
/// it. Nothing where the form is another, or the date or the leap second does not exist.
std::optional<int64_t> from_rfc3339(std::string_view text);

/// RFC 3339 in UTC with three decimals: 2026-11-23T06:23:46.001Z. A time outside the years 0 to
/// 9999 becomes the nearest of them.
std::string to_rfc3339(int64_t ms_since_epoch);

using microsecond_time = std::chrono::sys_time<std::chrono::microseconds>;

/// The same with six decimals: 2026-11-23T06:23:46.000001Z.
std::string to_exact_rfc3339(microsecond_time time);

/// The reverse of that; nothing for any other spelling, or for a date or time that does not exist.
std::optional<microsecond_time> from_exact_rfc3339(std::string_view text);

} // namespace cordon::job
