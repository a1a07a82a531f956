// SPDX-License-Identifier: Apache-2.0
#include "kafka/produce.hpp"

#include "kafka/handles.hpp"
#include "kafka/outbox.hpp"
#include "kafka/records.hpp"

#include <array>

namespace cordon::kafka {

namespace {

/// librdkafka takes plain pointers to what it only reads.
rd_kafka_vu_t memory(rd_kafka_vtype_t type, const std::optional<std::string>& bytes) {
  rd_kafka_vu_t made{};
  made.vtype = type;
  made.u.mem.ptr = bytes ? const_cast<char*>(bytes->data()) : nullptr;
  made.u.mem.size = bytes ? bytes->size() : 0;
  return made;
}

rd_kafka_vu_t topic(const std::string& name) {
  rd_kafka_vu_t made{};
  made.vtype = RD_KAFKA_VTYPE_TOPIC;
  made.u.cstr = name.c_str();
  return made;
}

rd_kafka_vu_t partition(int32_t number) {
  rd_kafka_vu_t made{};
  made.vtype = RD_KAFKA_VTYPE_PARTITION;
  made.u.i32 = number;
  return made;
}

rd_kafka_vu_t opaque(uint64_t number) {
  rd_kafka_vu_t made{};
  made.vtype = RD_KAFKA_VTYPE_OPAQUE;
  made.u.ptr = reinterpret_cast<void*>(static_cast<uintptr_t>(number));
  return made;
}

rd_kafka_vu_t header_list(rd_kafka_headers_t* list) {
  rd_kafka_vu_t made{};
  made.vtype = RD_KAFKA_VTYPE_HEADERS;
  made.u.headers = list;
  return made;
}

} // namespace

properties producer_defaults() {
  return {
      {"client.id", "cordon"},
      // A single reply goes out at once (1 ms here costs 2); under load batches grow all the same,
      // while others are on their way.
      {"linger.ms", "0"},
      {"socket.nagle.disable", "true"},
      {"message.max.bytes", max_record_bytes},
      // A topic that does not exist is known soon, and is not made by asking for it.
      {"topic.metadata.propagation.max.ms", "1500"},
      {"allow.auto.create.topics", "false"},
      // A broker that is back is found within a second.
      {"reconnect.backoff.max.ms", "1000"},
  };
}

rd_kafka_resp_err_t produce(rd_kafka_t& producer, const outgoing_record& record, uint64_t number) {
  auto list = to_headers(record.headers);
  const std::array<rd_kafka_vu_t, 6> parts = {
      topic(record.topic),
      partition(record.partition.value_or(RD_KAFKA_PARTITION_UA)),
      memory(RD_KAFKA_VTYPE_KEY, record.key),
      memory(RD_KAFKA_VTYPE_VALUE, record.value),
      opaque(number),
      header_list(list.get()),
  };
  const auto count = list ? parts.size() : parts.size() - 1;
  const error failed(rd_kafka_produceva(&producer, parts.data(), count));
  if (failed)
    return rd_kafka_error_code(failed.get());
  static_cast<void>(list.release()); // librdkafka's from now on
  return RD_KAFKA_RESP_ERR_NO_ERROR;
}

} // namespace cordon::kafka
