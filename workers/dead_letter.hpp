// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "job/record.hpp"
#include "kafka/producer.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace cordon::workers {

/// What a dead letter's headers say, as far as they can be read: anybody can have written them.
struct dead_letter {
  job::record_position at;
  int64_t timestamp_ms = 0;
  std::optional<std::string> key;
  std::string original_topic; ///< "" where the header is missing
  std::optional<int32_t> original_partition;
  std::optional<int64_t> original_offset;
  std::optional<int64_t> original_timestamp_ms;
  std::string exception; ///< "cordon.ValidationError"
  std::string reason;    ///< of any length
};

dead_letter describe(const job::record& record);

/// One line of JSON without a newline.
std::string to_json(const dead_letter&);

/// Head and line of the table that `list` prints on a terminal, without a newline.
std::string letters_head();
std::string to_row(const dead_letter&);

/// All of a record. For a terminal: lines, with headers in words where their encoding is known, and
/// nothing that steers it. Else: one line of JSON with what to_json() tells and all headers; bytes
/// that are not UTF-8 as base64.
std::string shown(const job::record& record, bool on_terminal);

/// The record that a dead letter was made from: the same key, value and headers, without those that
/// tell of the failure, and of delays before it, for the topic it came from, or `jobs_topic` where
/// it does not say. Errors: bad_input where it was cut to fit, or where its topic is none or that
/// of dead letters itself.
expected<kafka::outgoing_record> replay_of(const job::record& record,
                                           const std::string& jobs_topic);

} // namespace cordon::workers
