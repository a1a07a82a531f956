// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/producer.hpp"

#include <librdkafka/rdkafka.h>
#include <optional>
#include <string_view>

namespace cordon::kafka {

/// Whether Kafka allows a topic of that name: 1 to 249 of a–z, A–Z, 0–9, '.', '_' and '-', and
/// neither "." nor "..".
bool is_topic_name(std::string_view name);

/// Why `code` is for good; none where the same record may be taken later.
std::optional<refusal> refusal_of(rd_kafka_resp_err_t code);

/// Whether the broker said `code` of a whole batch, so that another record of it may be to blame.
bool blames_the_batch(rd_kafka_resp_err_t code);

} // namespace cordon::kafka
