// SPDX-License-Identifier: Apache-2.0
#include "kafka/records.hpp"

namespace cordon::kafka {

namespace {

/// Kafka tells null from empty, and so do we: a null pointer from an empty piece of memory.
std::optional<std::string> to_bytes(const void* from, size_t size) {
  if (!from)
    return std::nullopt;
  return std::string(static_cast<const char*>(from), size);
}

job::record_headers headers_of(const rd_kafka_message_t& read) {
  job::record_headers found;
  rd_kafka_headers_t* raw = nullptr; // stays the message's
  if (rd_kafka_message_headers(&read, &raw) != RD_KAFKA_RESP_ERR_NO_ERROR)
    return found;
  const char* name = nullptr;
  const void* value = nullptr;
  size_t size = 0;
  found.reserve(rd_kafka_header_cnt(raw));
  for (size_t i = 0; rd_kafka_header_get_all(raw, i, &name, &value, &size) == 0; ++i)
    found.push_back({name, to_bytes(value, size)});
  return found;
}

} // namespace

job::record to_record(const rd_kafka_message_t& read) {
  job::record made;
  made.at = {rd_kafka_topic_name(read.rkt), read.partition, read.offset};
  rd_kafka_timestamp_type_t type;
  made.timestamp_ms = rd_kafka_message_timestamp(&read, &type);
  made.key = to_bytes(read.key, read.key_len);
  made.value = to_bytes(read.payload, read.len);
  made.headers = headers_of(read);
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
