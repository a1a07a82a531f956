// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cordon::job {

/// A header of a Kafka record; a null value is not the same as an empty one.
struct record_header {
  std::string name;
  std::optional<std::string> value;

  bool operator==(const record_header&) const = default;
};

using record_headers = std::vector<record_header>;

/// Where a record lies.
struct record_position {
  std::string topic;
  int32_t partition = 0;
  int64_t offset = 0;

  bool operator==(const record_position&) const = default;
};

/// Which record a job came with first: where it lies and what it holds. Copies of it name the place
/// alone, and anybody can write such names; the content he can't choose without being a copy.
/// Compares as the place.
struct job_origin : record_position {
  job_origin() = default;
  job_origin(record_position at, std::string sha256 = {})
      : record_position(std::move(at)), content_sha256(std::move(sha256)) {}
  job_origin(std::string in_topic, int32_t in_partition, int64_t at_offset)
      : record_position{std::move(in_topic), in_partition, at_offset} {}

  std::string content_sha256; ///< of the record's value, in hex; "": unknown
};

/// The longest key and value that are held whole, and the most bytes of headers: twice the longest
/// job, so that a CloudEvent has room for its attributes and base64.
inline constexpr size_t max_held_bytes = 3'000'000;

/// What is held of a longer key or value.
inline constexpr size_t held_beginning_bytes = size_t{64} << 10;

/// What a key or a value was of which only the beginning is held.
struct cut_bytes {
  size_t size = 0;
  std::string sha256; ///< of the whole, in hex
};

/// A Kafka record as it was read: every byte of it is hostile. Immutable once built.
struct record {
  record_position at;
  int64_t timestamp_ms = 0; ///< since the epoch, as the producer or the broker set it
  std::optional<std::string> key;
  std::optional<std::string> value;
  record_headers headers;             ///< in their order; a name can repeat
  std::optional<cut_bytes> cut_key;   ///< there: `key` is a beginning
  std::optional<cut_bytes> cut_value; ///< there: `value` is a beginning
  std::string headers_problem;        ///< why `headers` lacks them all; "" where they were read
};

using record_ptr = std::shared_ptr<const record>;

/// The last header of that name, as Kafka's own clients read it; null where there is none.
inline const record_header* find_header(const record_headers& headers, std::string_view name) {
  for (auto at = headers.rbegin(); at != headers.rend(); ++at)
    if (at->name == name)
      return &*at;
  return nullptr;
}

/// "topic-partition-offset": names a record, and a job that has no id of its own.
inline std::string to_string(const record_position& at) {
  return at.topic + '-' + std::to_string(at.partition) + '-' + std::to_string(at.offset);
}

} // namespace cordon::job
