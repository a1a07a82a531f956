// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"
#include "kafka/handles.hpp"

namespace cordon::kafka {

/// A copy of what was read, without what is too long to hold. Names of headers end at their first
/// zero byte: librdkafka gives them as C strings. @pre `read` holds a record, not an error
job::record to_record(const rd_kafka_message_t& read);

/// A copy in librdkafka's form; null where there are none.
headers to_headers(const job::record_headers& from);

} // namespace cordon::kafka
