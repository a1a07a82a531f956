// SPDX-License-Identifier: Apache-2.0
#include "kafka/group_offsets.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

namespace cordon::kafka {

namespace {

/// librdkafka frees it with the list.
void set_metadata(rd_kafka_topic_partition_t& element, const std::string& text) {
  if (text.empty())
    return;
  element.metadata = std::malloc(text.size());
  if (!element.metadata)
    throw std::bad_alloc();
  std::memcpy(element.metadata, text.data(), text.size());
  element.metadata_size = text.size();
}

} // namespace

topic_partitions to_list(const group_offsets& offsets) {
  topic_partitions list(rd_kafka_topic_partition_list_new(static_cast<int>(offsets.size())));
  for (const auto& [at, position] : offsets) {
    auto* element = rd_kafka_topic_partition_list_add(list.get(), at.topic.c_str(), at.number);
    element->offset = position.offset;
    set_metadata(*element, position.metadata);
  }
  return list;
}

group_offsets to_group_offsets(const rd_kafka_topic_partition_list_t& list) {
  group_offsets found;
  for (int i = 0; i < list.cnt; ++i) {
    const auto& one = list.elems[i];
    if (one.offset < 0)
      continue;
    std::string metadata;
    if (one.metadata)
      metadata.assign(static_cast<const char*>(one.metadata), one.metadata_size);
    found[{one.topic, one.partition}] = {one.offset, std::move(metadata)};
  }
  return found;
}

} // namespace cordon::kafka
