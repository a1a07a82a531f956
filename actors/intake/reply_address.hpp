// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::intake {

/// Where an answer is to go.
struct reply_address {
  std::string topic; ///< "": nobody named one
  std::optional<int32_t> partition;
  std::string named_by; ///< for messages: "header kafka_replyTopic"; "" where nobody named one
};

/// What the headers of a record say of its reply address.
struct reply_headers {
  reply_address address; ///< as far as it could be made out
  std::string problem;   ///< which header can't be read and why; "" where all can
};

/// Reads `kafka_replyTopic` with `kafka_replyPartition` (int32, big-endian), or else `reply_to`.
reply_headers read_reply_headers(const job::record_headers& headers);

/// The headers that an answer repeats, byte for byte and each as often as it came:
/// `kafka_correlationId`, `correlation_id`, `traceparent`, `tracestate`.
job::record_headers echoed_headers(const job::record_headers& headers);

/// Whether one of the patterns is `topic`; '*' in a pattern stands for any text, even none.
bool is_allowed(std::string_view topic, const std::vector<std::string>& patterns);

} // namespace cordon::intake
