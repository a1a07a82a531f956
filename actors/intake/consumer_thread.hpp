// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/assigned_partitions.hpp"
#include "intake/group_commits.hpp"
#include "intake/jobs_consumer.hpp"
#include "intake/posted_work.hpp"
#include "intake/record_starter.hpp"
#include "kafka/group_consumer.hpp"
#include "kafka/held_up_partitions.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace cordon::intake {

/// The thread behind `jobs_consumer`: polls, starts, commits, and answers the group. What is not
/// marked otherwise belongs to the thread alone.
class consumer_thread {
public:
  using clock = std::chrono::steady_clock;

  consumer_thread(consumer_settings settings, intake_port& port, const cancellations& cancelled,
                  job::health& health, std::function<void(std::string)> failed);
  ~consumer_thread();
  consumer_thread(const consumer_thread&) = delete;
  consumer_thread& operator=(const consumer_thread&) = delete;

  // -- any thread -----------------------------------------------------------

  /// Makes the client; before `start`, which joins the group.
  expected<void> prepare();
  void start();
  /// Runs `work` on the thread; forgotten where the thread has ended.
  void post(std::function<void()> work);
  void wake();
  void answered(job::record_ptr record);
  void finished(job::record_ptr record);
  void stop();
  size_t drain(std::chrono::milliseconds patience);
  std::vector<jobs_consumer::partition_view> views() const;
  size_t in_flight() const;

private:
  void run();
  void turn();
  void take_records();
  void apply_back_pressure();
  void update_views_if_due();

  void begin_drain(std::chrono::milliseconds patience);
  void end_drain_if_due();

  kafka::start_offsets assigned(const kafka::committed_positions& committed);
  void revoked(const kafka::revocation& taken);
  void add(job::record_ptr record);
  void check_commit(const job::partition& id);
  bool is_commit_checked(const job::partition& id);
  void pass_over(const kafka::held_up_partitions::ending& batch);
  void in_trouble(const std::string& why);
  void fail(const std::string& why);

  consumer_settings settings_;
  intake_port& port_;
  job::health& health_;
  std::function<void(std::string)> on_failure_;
  job_flow flow_;
  posted_work posted_; ///< any thread's
  record_starter starter_;
  assigned_partitions partitions_;
  kafka::held_up_partitions held_up_;
  group_commits commits_;
  std::chrono::milliseconds commit_patience_{0};
  clock::time_point next_view_{};
  clock::time_point last_trouble_{};
  std::optional<clock::time_point> drain_deadline_;
  bool has_to_end_ = false;
  bool has_failed_ = false;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<jobs_consumer::partition_view> views_; // guarded by mutex_
  size_t in_flight_ = 0;                             // guarded by mutex_
  size_t left_over_ = 0;                             // guarded by mutex_
  bool has_ended_ = false;                           // guarded by mutex_
  /// Its callbacks touch what stands above.
  std::unique_ptr<kafka::group_consumer> consumer_;
  std::thread thread_;
};

} // namespace cordon::intake
