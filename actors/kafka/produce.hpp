// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/producer.hpp"
#include "kafka/properties.hpp"

#include <cstdint>
#include <librdkafka/rdkafka.h>

namespace cordon::kafka {

/// What serves every producer of ours best where the operator says nothing.
properties producer_defaults();

/// Hands a record to librdkafka, which reports on it under `number`. Never blocks; thread-safe. The
/// record's bytes must stay until the report, or until the client is gone.
rd_kafka_resp_err_t produce(rd_kafka_t& producer, const outgoing_record& record, uint64_t number);

} // namespace cordon::kafka
