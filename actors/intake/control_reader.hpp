// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/cancellations.hpp"
#include "intake/control_record.hpp"
#include "job/error.hpp"
#include "job/health.hpp"
#include "kafka/held_up_partitions.hpp"
#include "kafka/properties.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>

namespace cordon::intake {

/// Reads the whole control topic, on a thread of its own and outside of any group: every worker
/// sees every record. A record that makes no sense, or a batch that can't be read, is logged and
/// passed over; a topic that does not exist is empty until it does.
class control_reader {
public:
  struct callbacks {
    /// The topic has been read to the end it had at the start: jobs may begin. Called once.
    std::function<void()> caught_up;
    /// A cancellation came, after `caught_up` or before; `cancelled` has it already.
    std::function<void(const std::string& user_text, const std::string& id, int64_t until_ms)>
        cancel;
  };

  /// `cancelled` and `health` outlive the reader. The callbacks come on its thread.
  static expected<std::unique_ptr<control_reader>> make(const kafka::properties& operators,
                                                        std::string topic, cancellations& cancelled,
                                                        job::health& health, callbacks told);
  ~control_reader();
  control_reader(const control_reader&) = delete;
  control_reader& operator=(const control_reader&) = delete;

private:
  using clock = std::chrono::steady_clock;

  control_reader(kafka::client consumer, const kafka::properties& operators, std::string topic,
                 cancellations& cancelled, job::health& health, callbacks told);

  void run();
  /// Whether the topic is there; assigns its partitions where there are more than before.
  bool find_topic();
  bool assign(int32_t partitions);
  void read();
  void failed(const rd_kafka_message_t& read);
  /// Looks after partitions of which nothing comes.
  void watch();
  void pass_over(const kafka::held_up_partitions::ending& batch);
  bool is_due(clock::time_point& next, clock::duration interval);
  void take(const rd_kafka_message_t& read);
  void partition_ended(int32_t partition);
  void catch_up();

  kafka::client consumer_;
  const std::string topic_;
  cancellations& cancelled_;
  job::health& health_;
  callbacks told_;
  kafka::held_up_partitions held_up_;
  int32_t partitions_ = 0; ///< that are being read
  std::set<int32_t> unread_partitions_;
  clock::time_point next_search_{};
  clock::time_point next_watch_{};
  clock::time_point next_trouble_{};
  bool is_caught_up_ = false;
  std::atomic<bool> has_to_end_{false};
  std::thread thread_;
};

} // namespace cordon::intake
