// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/field_check.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cordon::job {

// The fields that say how a job travels. `json` is the text of the field's value.

/// When a job is not worth running any more; neither is set where it always is.
struct expiry {
  std::optional<int64_t> at_ms;        ///< since the epoch
  std::optional<double> after_seconds; ///< after its record's timestamp
};

/// Null, 0 to 1,000,000,000 seconds, or an RFC 3339 time.
checked<expiry> read_expiry(std::string_view field, std::string_view json);

/// 0 to 1,000; how many a worker grants is its own affair.
checked<uint32_t> read_max_retries(std::string_view field, std::string_view json);

/// 0 to 86,400 seconds.
checked<double> read_countdown(std::string_view field, std::string_view json);

/// An RFC 3339 time, in milliseconds since the epoch; nothing for null.
checked<std::optional<int64_t>> read_eta(std::string_view field, std::string_view json);

/// A topic's name, or "" for null.
checked<std::string> read_reply_topic(std::string_view field, std::string_view json);

} // namespace cordon::job
