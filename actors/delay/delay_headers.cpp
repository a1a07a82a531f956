// SPDX-License-Identifier: Apache-2.0
#include "delay/delay_headers.hpp"

#include "job/big_endian.hpp"
#include "job/topic_name.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace cordon::delay {

namespace {

// Spring Kafka's RetryTopicHeaders and KafkaHeaders.
constexpr std::string_view backoff_timestamp = "retry_topic-backoff-timestamp";
constexpr std::string_view attempts = "retry_topic-attempts";
constexpr std::string_view original_timestamp = "retry_topic-original-timestamp";
constexpr std::string_view original_topic = "kafka_original-topic";
constexpr std::string_view original_partition = "kafka_original-partition";
constexpr std::string_view original_offset = "kafka_original-offset";

constexpr std::array<std::string_view, max_delay_headers> names = {
    backoff_timestamp, attempts,           original_timestamp,
    original_topic,    original_partition, original_offset};

/// The value of a header; nothing where it is not there or null.
std::optional<std::string_view> value_of(const job::record_headers& headers,
                                         std::string_view name) {
  const auto* found = job::find_header(headers, name);
  if (!found || !found->value)
    return std::nullopt;
  return *found->value;
}

std::optional<int64_t> natural_of(std::string_view bytes) {
  const auto number = job::from_big_endian(bytes);
  return number && *number >= 0 ? number : std::nullopt;
}

std::optional<int64_t> time_of(const job::record_headers& headers, std::string_view name) {
  const auto value = value_of(headers, name);
  return value ? natural_of(*value) : std::nullopt;
}

/// Four bytes, or as old versions of Spring Kafka write it one, without a sign.
std::optional<int32_t> attempts_of(const job::record_headers& headers) {
  const auto value = value_of(headers, attempts);
  if (!value)
    return std::nullopt;
  if (value->size() == 1)
    return static_cast<unsigned char>(value->front());
  if (value->size() != sizeof(int32_t))
    return std::nullopt;
  const auto number = natural_of(*value);
  return number ? std::optional(static_cast<int32_t>(*number)) : std::nullopt;
}

std::optional<job::record_position> first_of(const job::record_headers& headers) {
  const auto topic = value_of(headers, original_topic);
  const auto partition = value_of(headers, original_partition);
  const auto offset = value_of(headers, original_offset);
  if (!topic || !partition || !offset || !job::is_topic_name(*topic)
      || partition->size() != sizeof(int32_t) || offset->size() != sizeof(int64_t))
    return std::nullopt;
  const auto partition_number = natural_of(*partition);
  const auto offset_number = natural_of(*offset);
  if (!partition_number || !offset_number)
    return std::nullopt;
  return job::record_position{std::string(*topic), static_cast<int32_t>(*partition_number),
                              *offset_number};
}

/// As java.math.BigInteger.toByteArray writes it: without bytes that say nothing.
std::string shortest_big_endian(int64_t value) {
  size_t size = 1;
  while (size < sizeof value && job::from_big_endian(job::big_endian(value, size)) != value)
    ++size;
  return job::big_endian(value, size);
}

} // namespace

delay_state read_delay(const job::record_headers& headers) {
  return {.due_ms = time_of(headers, backoff_timestamp),
          .attempts = attempts_of(headers),
          .original_timestamp_ms = time_of(headers, original_timestamp),
          .first = first_of(headers)};
}

job::record_headers with_delay(job::record_headers headers, const delay_state& state) {
  std::erase_if(headers,
                [](const auto& one) { return std::ranges::find(names, one.name) != names.end(); });
  const auto add = [&](std::string_view name, std::string value) {
    headers.push_back({std::string(name), std::move(value)});
  };
  if (state.due_ms)
    add(backoff_timestamp, shortest_big_endian(*state.due_ms));
  if (state.attempts)
    add(attempts, job::big_endian(*state.attempts));
  if (state.original_timestamp_ms)
    add(original_timestamp, shortest_big_endian(*state.original_timestamp_ms));
  if (state.first) {
    add(original_topic, state.first->topic);
    add(original_partition, job::big_endian(state.first->partition));
    add(original_offset, job::big_endian(state.first->offset));
  }
  return headers;
}

} // namespace cordon::delay
