// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace cordon::job {

/// How a job is wrapped, and so its answer.
enum class envelope : uint8_t {
  plain,                  ///< the value is the job
  cloudevents_binary,     ///< the value is the job, the event's attributes are `ce_…` headers
  cloudevents_structured, ///< the value is the event, its `data` is the job
};

/// The record that a producer wrote. Delayed and retried copies of it name it in their headers, and
/// stand for it.
struct first_record {
  job_origin at;
  int64_t timestamp_ms = 0; ///< as of job::record
  uint32_t attempts = 0;    ///< that were made before, with earlier copies
};

/// The record that asked for a job, and how the answer finds the asker. Jobs that come without
/// Kafka have none. Immutable once built.
struct request {
  record_ptr record;
  first_record first;      ///< the record itself, unless it is a copy
  std::string reply_topic; ///< "": the default reply topic
  std::optional<int32_t> reply_partition;
  /// `kafka_correlationId`, `correlation_id`, `traceparent` and `tracestate`, byte for byte.
  record_headers echoed;
  cordon::job::envelope envelope = cordon::job::envelope::plain;
};

using request_ptr = std::shared_ptr<const request>;

} // namespace cordon::job
