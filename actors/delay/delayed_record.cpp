// SPDX-License-Identifier: Apache-2.0
#include "delay/delayed_record.hpp"

namespace cordon::delay {

namespace {

/// librdkafka reads no record that has more.
constexpr size_t max_headers = 100'000;

} // namespace

std::string obstacle_to_delay(const job::record& record) {
  if (record.headers.size() + max_delay_headers > max_headers)
    return "a record that is to be delayed has at most "
           + std::to_string(max_headers - max_delay_headers) + " headers";
  if (record.cut_key || record.cut_value || !record.headers_problem.empty())
    return "a record that is to be delayed has at most " + std::to_string(job::max_held_bytes)
           + " bytes each of key, value and headers";
  return {};
}

kafka::outgoing_record delayed_copy(const job::record& record, delay_state state,
                                    const ladder& topics, int64_t now_ms) {
  if (!state.first)
    state.first = record.at;
  if (!state.original_timestamp_ms)
    state.original_timestamp_ms = record.timestamp_ms;
  return {topics.next_topic(state.due_ms.value_or(now_ms), now_ms), std::nullopt, record.key,
          record.value, with_delay(record.headers, state)};
}

} // namespace cordon::delay
