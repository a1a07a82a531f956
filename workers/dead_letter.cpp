// SPDX-License-Identifier: Apache-2.0
#include "dead_letter.hpp"

#include "delay/delay_headers.hpp"
#include "job/base64.hpp"
#include "job/big_endian.hpp"
#include "job/json_write.hpp"
#include "job/utf8.hpp"
#include "printable.hpp"
#include "value_format.hpp"

#include <array>
#include <ctime>

namespace cordon::workers {

namespace {

constexpr std::string_view failure_prefix = "kafka_dlt-";
constexpr std::string_view cut_prefix = "cordon_dlt-";
constexpr size_t place_columns = 12;
constexpr size_t time_columns = 20;
constexpr size_t origin_columns = 24;
constexpr size_t key_columns = 16;
constexpr size_t reason_columns = 120;

const std::string* value_of(const job::record_headers& headers, std::string_view name) {
  const auto* header = job::find_header(headers, name);
  return header && header->value ? &*header->value : nullptr;
}

std::string text_of(const job::record_headers& headers, std::string_view name) {
  const auto* value = value_of(headers, name);
  return value ? *value : "";
}

template <class T>
std::optional<T> number_of(const std::string* bytes) {
  return bytes ? job::from_big_endian_as<T>(*bytes) : std::nullopt;
}

/// "2026-11-23T09:17:32Z".
std::string time_text(int64_t ms) {
  const time_t seconds = ms / 1000;
  std::tm parts{};
  std::array<char, 32> text{};
  if (ms < 0 || gmtime_r(&seconds, &parts) == nullptr
      || std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
    return std::to_string(ms);
  return text.data();
}

std::string place_of(const dead_letter& letter) {
  return std::to_string(letter.at.partition) + ':' + std::to_string(letter.at.offset);
}

std::string origin_of(const dead_letter& letter) {
  const auto number = [](const auto& value) { return value ? std::to_string(*value) : "?"; };
  if (letter.original_topic.empty())
    return "?";
  return letter.original_topic + '-' + number(letter.original_partition) + '-'
         + number(letter.original_offset);
}

/// `name` with the bytes as text, or `name`_base64 where they are none; null where they are null.
void add_bytes(job::object_writer& json, const std::string& name,
               const std::optional<std::string>& bytes) {
  if (!bytes)
    json.null(name);
  else if (job::invalid_utf8_at(*bytes))
    json.text(name + "_base64", job::encode_base64(*bytes));
  else
    json.text(name, *bytes);
}

template <class Number>
void add_number(job::object_writer& json, const char* name, const std::optional<Number>& value) {
  if (value)
    json.integer(name, *value);
  else
    json.null(name);
}

/// What 'list' and 'show' both tell.
void add_letter(job::object_writer& json, const dead_letter& letter) {
  json.integer("partition", letter.at.partition);
  json.integer("offset", letter.at.offset);
  json.integer("timestamp", letter.timestamp_ms);
  json.text("original_topic", letter.original_topic);
  add_number(json, "original_partition", letter.original_partition);
  add_number(json, "original_offset", letter.original_offset);
  add_number(json, "original_timestamp", letter.original_timestamp_ms);
  add_bytes(json, "key", letter.key);
  json.text("exception", letter.exception);
  json.text("reason", letter.reason);
}

bool is_failure(const job::record_header& header) {
  return header.name.starts_with(failure_prefix);
}

/// A header's value in words: the numbers among ours as such.
std::string header_text(const job::record_header& header) {
  if (!header.value)
    return "(null)";
  const bool may_be_number = is_failure(header) && !header.name.ends_with("topic");
  if (may_be_number && header.name.ends_with("-partition"))
    if (const auto number = number_of<int32_t>(&*header.value))
      return std::to_string(*number);
  if (may_be_number && header.name.ends_with("-offset"))
    if (const auto number = number_of<int64_t>(&*header.value))
      return std::to_string(*number);
  if (may_be_number && header.name.ends_with("-timestamp"))
    if (const auto number = number_of<int64_t>(&*header.value))
      return time_text(*number);
  return printable(*header.value);
}

std::string for_terminal(const job::record& record) {
  std::string text = "record:    " + to_string(record.at) + '\n';
  text += "time:      " + time_text(record.timestamp_ms) + '\n';
  text += "key:       " + (record.key ? printable(*record.key) : "(null)") + '\n';
  text += "headers:\n";
  for (const auto& header : record.headers)
    text += "  " + printable(header.name) + ": " + header_text(header) + '\n';
  if (!record.value)
    return text + "value:     (null)";
  text += "value, " + std::to_string(record.value->size()) + " bytes:\n";
  return text + printable(*record.value, true);
}

std::string for_pipe(const job::record& record) {
  std::string text;
  {
    job::object_writer json(text);
    add_letter(json, describe(record));
    json.array("headers", record.headers, [](std::string& out, const job::record_header& header) {
      job::object_writer one(out);
      one.text("name", header.name);
      add_bytes(one, "value", header.value);
    });
    add_bytes(json, "value", record.value);
  }
  return text;
}

} // namespace

dead_letter describe(const job::record& record) {
  const auto& headers = record.headers;
  return {.at = record.at,
          .timestamp_ms = record.timestamp_ms,
          .key = record.key,
          .original_topic = text_of(headers, "kafka_dlt-original-topic"),
          .original_partition =
              number_of<int32_t>(value_of(headers, "kafka_dlt-original-partition")),
          .original_offset = number_of<int64_t>(value_of(headers, "kafka_dlt-original-offset")),
          .original_timestamp_ms =
              number_of<int64_t>(value_of(headers, "kafka_dlt-original-timestamp")),
          .exception = text_of(headers, "kafka_dlt-exception-fqcn"),
          .reason = text_of(headers, "kafka_dlt-exception-message")};
}

std::string to_json(const dead_letter& letter) {
  std::string text;
  {
    job::object_writer json(text);
    add_letter(json, letter);
  }
  return text;
}

std::string letters_head() {
  return column("DEAD LETTER", place_columns) + "  " + column("TIME", time_columns) + "  "
         + column("FROM", origin_columns) + "  " + column("KEY", key_columns) + "  REASON";
}

std::string to_row(const dead_letter& letter) {
  // Never cut: it is what 'show' and 'replay' are given.
  const auto place = place_of(letter);
  return (place.size() < place_columns ? column(place, place_columns) : place) + "  "
         + column(time_text(letter.timestamp_ms), time_columns) + "  "
         + column(origin_of(letter), origin_columns) + "  "
         + column(letter.key.value_or("-"), key_columns) + "  "
         + shortened(letter.reason.empty() ? "?" : letter.reason, reason_columns);
}

std::string shown(const job::record& record, bool on_terminal) {
  return on_terminal ? for_terminal(record) : for_pipe(record);
}

expected<kafka::outgoing_record> replay_of(const job::record& record,
                                           const std::string& jobs_topic) {
  const auto named = text_of(record.headers, "kafka_dlt-original-topic");
  const auto& topic = named.empty() ? jobs_topic : named;
  if (!is_topic(topic) || topic == record.at.topic)
    return fail(errc::bad_input, "the topic it says it came from is none that it could go to",
                to_string(record.at));
  job::record_headers headers;
  for (const auto& header : record.headers) {
    if (header.name.starts_with(cut_prefix))
      return fail(errc::bad_input,
                  "it was cut to fit the topic of dead letters (" + header.name
                      + "), so the original is not there to be replayed",
                  to_string(record.at));
    if (!is_failure(header))
      headers.push_back(header);
  }
  return kafka::outgoing_record{.topic = topic,
                                .partition = std::nullopt,
                                .key = record.key,
                                .value = record.value,
                                // A copy would be answered as the record was that failed.
                                .headers = delay::with_delay(std::move(headers), {})};
}

} // namespace cordon::workers
