// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "kafka/group_offsets.hpp"

#include <cstdint>
#include <mutex>
#include <vector>

namespace cordon::kafka {

topic_partitions to_list(const std::vector<job::partition>& partitions);

/// A consumer of librdkafka that one thread polls and others may wake; what its owners, who answer
/// the group in ways of their own, do alike.
class polled_consumer {
public:
  polled_consumer() = default;
  /// The owner has closed it.
  ~polled_consumer();
  polled_consumer(const polled_consumer&) = delete;
  polled_consumer& operator=(const polled_consumer&) = delete;

  /// Takes the client over; before all that follows.
  void set(client made);
  rd_kafka_t* get() const { return client_.get(); }

  /// Whether the client, which told `err` just now, is of no use any more.
  bool is_beyond_repair(rd_kafka_resp_err_t err) const;

  /// Ends a poll that waits. Any thread.
  void wake();
  /// Leaves the group; done once, however often it is called.
  void close();

  void pause(const std::vector<job::partition>& partitions);
  void resume(const std::vector<job::partition>& partitions);

  /// Reads on at that offset; what was fetched and not polled yet is forgotten. Waits for a second
  /// at most. Errors: system, such as for a partition that is not this consumer's.
  expected<void> seek(const job::partition& partition, int64_t offset);

private:
  client client_;
  queue polled_;
  std::mutex closing_;
  bool is_closed_ = false; ///< guarded by `closing_`
};

} // namespace cordon::kafka
