// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "job/record.hpp"
#include "kafka/handles.hpp"
#include "kafka/properties.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cordon::workers {

/// What a partition holds.
struct partition_range {
  int32_t partition = 0;
  int64_t begin = 0; ///< the oldest offset
  int64_t end = 0;   ///< the next to be written
};

/// What one wait on a topic_reader brought.
struct reading {
  std::optional<job::record> record;
  std::optional<int32_t> ended; ///< the partition whose end is reached
  std::optional<error> problem; ///< for good; what passes by itself is not told
};

/// Reads partitions without a consumer group: nothing is committed, nobody else is moved. Any
/// thread may call, `next` one at a time.
class topic_reader {
public:
  /// Errors: bad_input for properties that contradict each other; peer_died where no broker answers
  /// within `patience`, which holds for every later question as well.
  static expected<std::unique_ptr<topic_reader>> connect(const kafka::properties& theirs,
                                                         std::chrono::milliseconds patience);
  ~topic_reader();
  topic_reader(const topic_reader&) = delete;
  topic_reader& operator=(const topic_reader&) = delete;

  /// Whether there is such a topic. Errors: not_found; peer_died.
  expected<void> find(const std::string& topic);

  /// The partitions of a topic; waits for the leaders of a new one. Errors: not_found; peer_died.
  expected<std::vector<partition_range>> ranges(const std::string& topic);

  /// Reads that partition from `offset` on, beside those that are read already.
  expected<void> start(const std::string& topic, int32_t partition, int64_t offset);

  /// Reads that partition no more; nothing of it comes until it is started again.
  void stop(const std::string& topic, int32_t partition);

  /// Waits for the next record of any partition that is read.
  reading next(std::chrono::milliseconds patience);

private:
  using topic_handle = kafka::handle<rd_kafka_topic_t, rd_kafka_topic_destroy>;

  explicit topic_reader(std::chrono::milliseconds patience) : patience_(patience) {}
  int patience_ms() const { return static_cast<int>(patience_.count()); }
  expected<rd_kafka_topic_t*> topic_of(const std::string& name);
  expected<std::vector<int32_t>> partitions_of(const std::string& name);

  std::chrono::milliseconds patience_;
  kafka::client client_;
  kafka::queue queue_;                         ///< must go before the client
  std::map<std::string, topic_handle> topics_; ///< the same
  std::vector<std::pair<rd_kafka_topic_t*, int32_t>> started_;
};

} // namespace cordon::workers
