// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit_record.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cordon::audit {

/// RFC 3339 in UTC with exactly six decimals: 2026-11-23T06:23:46.000001Z.
std::string to_rfc3339(timestamp);

/// The reverse; nothing for any other spelling, or for a date or time that does not exist.
std::optional<timestamp> from_rfc3339(std::string_view);

} // namespace cordon::audit
