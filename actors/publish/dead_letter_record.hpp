// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"
#include "kafka/producer.hpp"

#include <cstddef>
#include <string>

namespace cordon::publish {

/// Why a record is a dead letter.
struct dead_letter_cause {
  std::string exception; ///< "cordon.ValidationError": stands where Spring has a Java class
  std::string message;   ///< one sentence
  std::string group;     ///< the consumer group that could not do it
};

/// `failed` for the dead-letter topic: its key, value and headers byte for byte as far as they are
/// held, and after them what schemas/dead-letter-headers.schema.json describes. What is larger than
/// `max_bytes` is cut: first our message, then the largest of the record's headers are left out,
/// then value or key, the larger one first, is replaced by its first bytes; headers say so and give
/// size and SHA-256 of the whole. No cut goes below about 1 KiB.
kafka::outgoing_record dead_letter_record(const job::record& failed, const dead_letter_cause& cause,
                                          std::string topic, size_t max_bytes);

/// What a record takes in a topic, at most.
size_t size_in_topic(const kafka::outgoing_record& record);

} // namespace cordon::publish
