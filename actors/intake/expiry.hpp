// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/job.hpp"
#include "job/result.hpp"

#include <cstdint>
#include <memory>
#include <optional>

namespace cordon::intake {

/// When a job is not worth running any more, in milliseconds since the epoch; nothing where it
/// always is. `timestamp_ms` is its record's; below 0 the record has none, and seconds after it
/// are no time.
std::optional<int64_t> deadline_of(const job::job& job, int64_t timestamp_ms);

/// The answer to a job that is past its deadline at `now_ms`; null where it is not.
std::shared_ptr<const job::result> answer_if_expired(const job::job& job, int64_t timestamp_ms,
                                                     int64_t now_ms);

} // namespace cordon::intake
