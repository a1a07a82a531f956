// SPDX-License-Identifier: Apache-2.0
#include "low_watermark_watch.hpp"

#include <algorithm>

namespace cordon::workers {

namespace {

constexpr int patience_ms = 500;

} // namespace

std::vector<lost_range> low_watermark_watch::look(const std::vector<view>& partitions) {
  std::vector<lost_range> lost;
  for (const auto& one : partitions) {
    // The embedded broker begins empty, so that before the first record all from 0 on is
    // unfinished.
    const auto known = unfinished_.try_emplace(one.id, 0).first;
    const auto low = low_(one.id);
    if (low && *low > known->second) {
      lost.push_back({one.id.topic, one.id.number, known->second, *low});
      known->second = *low;
    }
    known->second = std::max(known->second, one.next_offset);
  }
  return lost;
}

expected<low_watermark_watch::low_watermark>
ask_for_low_watermarks(const kafka::properties& properties) {
  auto conf = kafka::make_configuration({}, properties, {});
  if (!conf)
    return tl::unexpected<error>(conf.error());
  auto made = kafka::make_client(RD_KAFKA_PRODUCER, *std::move(conf));
  if (!made)
    return tl::unexpected<error>(made.error());
  const std::shared_ptr<rd_kafka_t> client = *std::move(made);
  return [client](const job::partition& id) -> std::optional<int64_t> {
    int64_t low = -1, high = -1;
    const auto failed = rd_kafka_query_watermark_offsets(client.get(), id.topic.c_str(), id.number,
                                                         &low, &high, patience_ms);
    if (failed != RD_KAFKA_RESP_ERR_NO_ERROR || low < 0)
      return std::nullopt;
    return low;
  };
}

} // namespace cordon::workers
