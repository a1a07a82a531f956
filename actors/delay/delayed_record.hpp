// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "delay/delay_headers.hpp"
#include "delay/ladder.hpp"
#include "job/record.hpp"
#include "kafka/producer.hpp"

#include <string>

namespace cordon::delay {

/// Why a record can't be delayed: it has so many headers that the copy could not be read, or is not
/// held whole. "" where it can.
std::string obstacle_to_delay(const job::record& record);

/// The copy of a job's record that waits until `state.due_ms`, for the delay topic that comes
/// first. Key, value and other headers are the record's. Where `state` does not say so, the record
/// itself is the first one. What is due already, or has no due time, goes to the jobs topic.
/// @pre nothing keeps it from being delayed
kafka::outgoing_record delayed_copy(const job::record& record, delay_state state,
                                    const ladder& topics, int64_t now_ms);

} // namespace cordon::delay
