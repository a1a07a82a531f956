// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/health.hpp"
#include "kafka/offset_committer.hpp"
#include "kafka/transactional_producer.hpp"
#include "publish/finished_record.hpp"
#include "publish/refusal_log.hpp"
#include "publish/reply_targets.hpp"
#include "publish/transaction_batch.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace cordon::publish {

/// How much one transaction takes.
struct batch_limits {
  size_t max_records = 2'000;   ///< finished records
  size_t max_bytes = 16U << 20; ///< of what they send
};

/// Finished records that are not committed yet, in the order of finishing. One that no topic takes
/// waits for a while, and the others go without it. What is not marked otherwise belongs to the
/// consumer's thread.
class departures {
public:
  using clock = std::chrono::steady_clock;

  /// `health` outlives this.
  departures(batch_limits limits, retry_delays delays, job::health& health,
             std::function<clock::time_point()> clock_now)
      : limits_(limits), refusals_(health, delays), now_(std::move(clock_now)) {}

  /// Any thread.
  void give(finished_record finished);
  /// Records that were given and are not committed, and the bytes that they send. Any thread.
  size_t waiting() const { return waiting_count_; }
  size_t waiting_bytes() const { return waiting_bytes_; }

  /// Moves what may go now into an empty batch, in forms that the topics take as far as `producer`
  /// can tell. Asks a broker for a moment only (half a second where it does not answer): what goes
  /// to topics that are not known by then, waits for the next batch. What became another worker's
  /// is forgotten.
  void fill(transaction_batch& batch, const kafka::offset_source& source,
            kafka::transactional_producer& producer, clock::time_point now);

  /// From when on `fill` has something to do, unless something new comes: a record, or an
  /// assignment.
  clock::time_point next_due(const kafka::offset_source& source) const;

  /// The batch was not committed: what was refused takes another form or waits, the rest is first
  /// in the next one.
  void put_back(transaction_batch& batch, clock::time_point now);

  /// The batch was committed: tells those who wait for it.
  void settle(transaction_batch& batch);

private:
  struct delayed_record {
    departing_record departing{};
    clock::time_point due{};
  };

  void take_in();
  void take_what_is_due(clock::time_point now);
  bool knows_targets(const departing_record& one, clock::time_point now) const;
  bool prepare(departing_record& one, kafka::transactional_producer& producer,
               clock::time_point now);
  void answer_refusal(departing_record& one, const transaction_batch::refusal& refusal,
                      clock::time_point now);
  void put_aside(departing_record one, size_t output, const std::string& why,
                 clock::time_point now);
  void delay(departing_record one, size_t output, const std::string& why, clock::time_point now);
  void forget(const departing_record& one);

  batch_limits limits_;
  refusal_log refusals_;
  std::function<clock::time_point()> now_;
  std::atomic<size_t> waiting_count_ = 0;
  std::atomic<size_t> waiting_bytes_ = 0;
  mutable std::mutex mutex_;
  std::vector<finished_record> given_; // guarded by mutex_
  std::deque<departing_record> ready_;
  std::vector<delayed_record> delayed_;
  reply_targets targets_;
};

} // namespace cordon::publish
