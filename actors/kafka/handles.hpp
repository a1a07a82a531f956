// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/c_handle.hpp"

#include <librdkafka/rdkafka.h>
#include <memory>

namespace cordon::kafka {

/// Owns one handle of librdkafka.
template <class T, auto Destroy>
using handle = io::c_handle<T, Destroy>;

using configuration = handle<rd_kafka_conf_t, rd_kafka_conf_destroy>;
/// Destroying a consumer that was not closed leaves its group at once.
using client = handle<rd_kafka_t, rd_kafka_destroy>;
using message = handle<rd_kafka_message_t, rd_kafka_message_destroy>;
using headers = handle<rd_kafka_headers_t, rd_kafka_headers_destroy>;
using queue = handle<rd_kafka_queue_t, rd_kafka_queue_destroy>;
using topic_partitions =
    handle<rd_kafka_topic_partition_list_t, rd_kafka_topic_partition_list_destroy>;
using error = handle<rd_kafka_error_t, rd_kafka_error_destroy>;
using topic_handle = handle<rd_kafka_topic_t, rd_kafka_topic_destroy>;
using event = handle<rd_kafka_event_t, rd_kafka_event_destroy>;
using group_metadata =
    handle<rd_kafka_consumer_group_metadata_t, rd_kafka_consumer_group_metadata_destroy>;

/// Shared with the thread that commits under it.
using group_membership = std::shared_ptr<const rd_kafka_consumer_group_metadata_t>;

struct metadata_deleter {
  void operator()(const rd_kafka_metadata_t* answer) const noexcept {
    rd_kafka_metadata_destroy(answer);
  }
};
using cluster_metadata = std::unique_ptr<const rd_kafka_metadata_t, metadata_deleter>;

} // namespace cordon::kafka
