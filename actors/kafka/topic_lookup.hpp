// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <librdkafka/rdkafka.h>
#include <optional>
#include <string>

namespace cordon::kafka {

/// What a broker says about a topic.
struct described_topic {
  rd_kafka_resp_err_t error = RD_KAFKA_RESP_ERR_NO_ERROR; ///< of the topic
  int32_t partitions = 0;
};

/// Asks for it; a topic that does not exist has its error. Nothing where no broker answered within
/// `patience`. Thread-safe.
std::optional<described_topic> describe_topic(rd_kafka_t& asked, const std::string& topic,
                                              std::chrono::milliseconds patience);

} // namespace cordon::kafka
