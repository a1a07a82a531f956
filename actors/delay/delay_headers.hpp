// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"

#include <cstdint>
#include <optional>

namespace cordon::delay {

/// What a delayed copy of a job's record says of its way, under Spring Kafka's names. Absent, too,
/// where a header can't be read.
struct delay_state {
  std::optional<int64_t> due_ms;                ///< since the epoch; not before 1970
  std::optional<int32_t> attempts;              ///< made so far
  std::optional<int64_t> original_timestamp_ms; ///< of the first record; not before 1970
  std::optional<job::record_position> first{};  ///< where the first record lies

  bool operator==(const delay_state&) const = default;
};

/// Takes any bytes. Who may write to the topic can claim anything here.
delay_state read_delay(const job::record_headers& headers);

/// The headers with `state` after them; whatever they said of it before is gone.
job::record_headers with_delay(job::record_headers headers, const delay_state& state);

/// How many headers `with_delay` adds at most.
inline constexpr size_t max_delay_headers = 6;

} // namespace cordon::delay
