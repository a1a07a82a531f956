// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/health.hpp"
#include "kafka/properties.hpp"
#include "kafka_client.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace cordon::workers {

/// Looks, while a worker waits for its partitions, whether there is a jobs topic, and says what to
/// do where there is none: librdkafka's own words are only that it is unknown. Not thread-safe.
class jobs_topic_watch {
public:
  using clock = std::chrono::steady_clock;

  jobs_topic_watch(kafka::properties theirs, std::string topic)
      : theirs_(std::move(theirs)), topic_(std::move(topic)) {}

  /// Sets or clears the part "jobs_topic" of `health`, and logs a topic that is missing. Asks the
  /// brokers, for up to two seconds, only where the worker has no partitions, and not each time.
  void look(job::health& health, clock::time_point now);

private:
  /// Whether there is a topic; nothing where no broker tells.
  std::optional<bool> find_topic();
  void tell_missing(job::health& health) const;

  kafka::properties theirs_;
  std::string topic_;
  std::unique_ptr<topic_reader> reader_; ///< only while it is needed
  clock::time_point next_look_{};
};

} // namespace cordon::workers
