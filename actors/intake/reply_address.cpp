// SPDX-License-Identifier: Apache-2.0
#include "intake/reply_address.hpp"

#include "job/big_endian.hpp"
#include "job/field_check.hpp"
#include "job/topic_name.hpp"
#include "job/utf8.hpp"

#include <algorithm>
#include <array>

namespace cordon::intake {

namespace {

// Spring-Kafka's names (KafkaHeaders) come first: its clients set no other.
constexpr std::string_view spring_topic = "kafka_replyTopic";
constexpr std::string_view spring_partition = "kafka_replyPartition";
constexpr std::string_view plain_topic = "reply_to";

constexpr std::array<std::string_view, 4> echoed_names{"kafka_correlationId", "correlation_id",
                                                       "traceparent", "tracestate"};

std::string header_text(std::string_view name) {
  return "header " + std::string(name);
}

std::string topic_problem(const std::optional<std::string>& value) {
  if (!value)
    return " is null; it must hold a topic's name";
  if (job::invalid_utf8_at(*value))
    return " is not UTF-8; it must hold a topic's name";
  if (!job::is_topic_name(*value))
    return ": " + job::in_quotes(*value) + std::string(job::topic_name_rule);
  return {};
}

void read_topic(const job::record_header& header, reply_headers& read) {
  if (const auto problem = topic_problem(header.value); !problem.empty())
    read.problem = header_text(header.name) + problem;
  else
    read.address.topic = *header.value;
  read.address.named_by = header_text(header.name);
}

std::optional<int32_t> decode_partition(const std::optional<std::string>& value) {
  const auto partition = value ? job::from_big_endian_as<int32_t>(*value) : std::nullopt;
  return partition && *partition >= 0 ? partition : std::nullopt;
}

std::string partition_problem(const std::optional<std::string>& value) {
  std::string found = " holds a negative number";
  if (!value)
    found = " is null";
  else if (value->size() != 4)
    found = " is " + std::to_string(value->size()) + " bytes long";
  return header_text(spring_partition) + found
         + "; it must hold a partition: 4 bytes, a big-endian integer of at least 0";
}

bool matches(std::string_view pattern, std::string_view text) {
  const size_t star = pattern.find('*');
  if (star == std::string_view::npos)
    return pattern == text;
  if (!text.starts_with(pattern.substr(0, star)))
    return false;
  text.remove_prefix(star);
  pattern.remove_prefix(star + 1);
  // Of each part between two stars the first place is as good as any, so that nothing is tried
  // twice.
  for (size_t next = 0; (next = pattern.find('*')) != std::string_view::npos;) {
    const size_t at = text.find(pattern.substr(0, next));
    if (at == std::string_view::npos)
      return false;
    text.remove_prefix(at + next);
    pattern.remove_prefix(next + 1);
  }
  return text.ends_with(pattern);
}

} // namespace

reply_headers read_reply_headers(const job::record_headers& headers) {
  reply_headers read;
  const auto* spring = find_header(headers, spring_topic);
  if (const auto* topic = spring ? spring : find_header(headers, plain_topic))
    read_topic(*topic, read);
  const auto* header = find_header(headers, spring_partition);
  if (!header)
    return read;
  const auto partition = decode_partition(header->value);
  if (!partition && read.problem.empty())
    read.problem = partition_problem(header->value);
  // A partition is one of the topic beside it: never of another that the answer goes to instead.
  if (spring && !read.address.topic.empty())
    read.address.partition = partition;
  return read;
}

job::record_headers echoed_headers(const job::record_headers& headers) {
  job::record_headers echoed;
  std::ranges::copy_if(headers, std::back_inserter(echoed), [](const auto& header) {
    return std::ranges::find(echoed_names, header.name) != echoed_names.end();
  });
  return echoed;
}

bool is_allowed(std::string_view topic, const std::vector<std::string>& patterns) {
  return std::ranges::any_of(patterns,
                             [&](const auto& pattern) { return matches(pattern, topic); });
}

} // namespace cordon::intake
