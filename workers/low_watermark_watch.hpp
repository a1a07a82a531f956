// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/jobs_consumer.hpp"
#include "job/error.hpp"
#include "kafka/handles.hpp"
#include "kafka/properties.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cordon::workers {

/// Offsets of a partition that the broker dropped before their jobs were done: from `first` up to,
/// not including, `end`.
struct lost_range {
  std::string topic;
  int32_t partition = 0;
  int64_t first = 0;
  int64_t end = 0;

  bool operator==(const lost_range&) const = default;
};

/// Finds what a broker dropped that keeps only the newest records, by each partition's low
/// watermark: it must not pass an unfinished offset. A reader that was passed goes on behind the
/// gap as if nothing had been there, so the watermark is also held against what was unfinished at
/// the look before; only where the broker dropped what was done since then is that too strict.
/// Not thread-safe.
class low_watermark_watch {
public:
  using view = intake::jobs_consumer::partition_view;
  /// A partition's low watermark; nothing where the broker does not tell.
  using low_watermark = std::function<std::optional<int64_t>(const job::partition&)>;

  explicit low_watermark_watch(low_watermark low) : low_(std::move(low)) {}

  /// What was lost since the last look; each range is told once.
  std::vector<lost_range> look(const std::vector<view>& partitions);

private:
  low_watermark low_;
  std::map<job::partition, int64_t> unfinished_; ///< at the last look
};

/// Asks the broker. Errors: as of `kafka::make_client`.
expected<low_watermark_watch::low_watermark>
ask_for_low_watermarks(const kafka::properties& properties);

} // namespace cordon::workers
