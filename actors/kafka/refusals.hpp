// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/producer.hpp"

#include <librdkafka/rdkafka.h>
#include <optional>

namespace cordon::kafka {

/// Why `code` is for good; none where the same record may be taken later.
std::optional<refusal> refusal_of(rd_kafka_resp_err_t code);

/// Whether the broker said `code` of a whole batch, so that another record of it may be to blame.
bool blames_the_batch(rd_kafka_resp_err_t code);

} // namespace cordon::kafka
