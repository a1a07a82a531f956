// SPDX-License-Identifier: Apache-2.0
#include "kafka/topic_lookup.hpp"

#include "kafka/handles.hpp"

namespace cordon::kafka {

std::optional<described_topic> describe_topic(rd_kafka_t& asked, const std::string& topic,
                                              std::chrono::milliseconds patience) {
  const topic_handle handle(rd_kafka_topic_new(&asked, topic.c_str(), nullptr));
  if (!handle) // the name can't be one
    return described_topic{RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION};
  const rd_kafka_metadata_t* raw = nullptr;
  const auto err =
      rd_kafka_metadata(&asked, 0, handle.get(), &raw, static_cast<int>(patience.count()));
  const cluster_metadata answer(raw);
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR || answer->topic_cnt != 1)
    return std::nullopt;
  return described_topic{answer->topics[0].err, answer->topics[0].partition_cnt};
}

} // namespace cordon::kafka
