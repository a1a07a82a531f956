// SPDX-License-Identifier: Apache-2.0
#include "kafka/records.hpp"

#include "job/sha256.hpp"

namespace cordon::kafka {

namespace {

/// Kafka tells null from empty, and so do we: a null pointer from an empty piece of memory.
std::optional<std::string> to_bytes(const void* from, size_t size) {
  if (!from)
    return std::nullopt;
  return std::string(static_cast<const char*>(from), size);
}

/// What was cut off where `size` bytes are too many to hold: a batch of some kB can unpack to a
/// hundred MB.
std::optional<job::cut_bytes> take(const void* from, size_t size,
                                   std::optional<std::string>& into) {
  const bool is_whole = !from || size <= job::max_held_bytes;
  into = to_bytes(from, is_whole ? size : job::held_beginning_bytes);
  if (is_whole)
    return std::nullopt;
  return job::cut_bytes{size, job::sha256_hex({static_cast<const char*>(from), size})};
}

/// Says why where they can't be read, or are too many to hold; "" otherwise.
std::string take_headers(const rd_kafka_message_t& read, job::record_headers& into) {
  rd_kafka_headers_t* raw = nullptr; // stays the message's
  const auto err = rd_kafka_message_headers(&read, &raw);
  if (err == RD_KAFKA_RESP_ERR__NOENT)
    return {};
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR)
    return std::string("the record's headers can't be read (") + rd_kafka_err2str(err)
           + "); at most 100000 are possible";
  const char* name = nullptr;
  const void* value = nullptr;
  size_t size = 0;
  size_t bytes = 0;
  job::record_headers found;
  found.reserve(rd_kafka_header_cnt(raw));
  for (size_t i = 0; rd_kafka_header_get_all(raw, i, &name, &value, &size) == 0; ++i) {
    bytes += std::char_traits<char>::length(name) + size;
    if (bytes > job::max_held_bytes)
      return "the record's headers are too long; at most " + std::to_string(job::max_held_bytes)
             + " bytes are possible";
    found.push_back({name, to_bytes(value, size)});
  }
  into = std::move(found);
  return {};
}

} // namespace

job::record to_record(const rd_kafka_message_t& read) {
  job::record made;
  made.at = {rd_kafka_topic_name(read.rkt), read.partition, read.offset};
  rd_kafka_timestamp_type_t type;
  made.timestamp_ms = rd_kafka_message_timestamp(&read, &type);
  made.cut_key = take(read.key, read.key_len, made.key);
  made.cut_value = take(read.payload, read.len, made.value);
  made.headers_problem = take_headers(read, made.headers);
  return made;
}

headers to_headers(const job::record_headers& from) {
  if (from.empty())
    return nullptr;
  headers made(rd_kafka_headers_new(from.size()));
  for (const auto& header : from)
    rd_kafka_header_add(made.get(), header.name.data(), static_cast<ssize_t>(header.name.size()),
                        header.value ? header.value->data() : nullptr,
                        header.value ? static_cast<ssize_t>(header.value->size()) : 0);
  return made;
}

} // namespace cordon::kafka
