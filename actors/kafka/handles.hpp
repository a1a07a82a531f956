// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <librdkafka/rdkafka.h>
#include <memory>

namespace cordon::kafka {

/// Owns one handle of librdkafka; the size of a pointer.
template <auto Destroy>
struct handle_deleter {
  template <class T>
  void operator()(T* handle) const noexcept {
    Destroy(handle);
  }
};

template <class T, auto Destroy>
using handle = std::unique_ptr<T, handle_deleter<Destroy>>;

using configuration = handle<rd_kafka_conf_t, rd_kafka_conf_destroy>;
/// Destroying a consumer that was not closed leaves its group at once.
using client = handle<rd_kafka_t, rd_kafka_destroy>;
using message = handle<rd_kafka_message_t, rd_kafka_message_destroy>;
using headers = handle<rd_kafka_headers_t, rd_kafka_headers_destroy>;
using queue = handle<rd_kafka_queue_t, rd_kafka_queue_destroy>;
using topic_partitions =
    handle<rd_kafka_topic_partition_list_t, rd_kafka_topic_partition_list_destroy>;
using error = handle<rd_kafka_error_t, rd_kafka_error_destroy>;
using event = handle<rd_kafka_event_t, rd_kafka_event_destroy>;

} // namespace cordon::kafka
