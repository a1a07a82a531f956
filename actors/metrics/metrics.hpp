// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::metrics {

/// What an operator watches, in Prometheus' terms: every counter, histogram and gauge of the worker
/// by one name each. Thread-safe.
class metrics {
public:
  metrics();
  ~metrics();
  metrics(const metrics&) = delete;
  metrics& operator=(const metrics&) = delete;

  /// cordon_jobs_total{type,status}
  void count_job(std::string_view type, std::string_view status);
  /// cordon_stage_seconds{stage}: how long a job was in a stage.
  void observe_stage(std::string_view stage, std::chrono::nanoseconds time);
  /// cordon_violations_total{where="source"|"output",kind}
  void count_violation(std::string_view where, std::string_view kind, uint64_t count);
  /// cordon_restarts_total{what}: a stage's name.
  void count_restart(std::string_view what);
  /// cordon_retries_total
  void count_retry();
  /// cordon_dead_letters_total
  void count_dead_letter();

  /// A gauge whose value is asked for at each scrape, from any thread: cordon_jobs_in_flight,
  /// cordon_slots, cordon_slots_busy, cordon_producer_waiting{producer}, … `label` and
  /// `label_value` may be empty.
  void add_gauge(const std::string& name, const std::string& help, std::function<double()> value,
                 const std::string& label = {}, const std::string& label_value = {});

  /// Gauges by partition, made anew at each scrape: cordon_buffered_records, cordon_lag_records,
  /// cordon_partition_paused {topic,partition}.
  struct partition_gauge {
    std::string topic;
    int32_t partition = 0;
    uint64_t buffered_records = 0;
    uint64_t buffered_bytes = 0;
    int64_t lag = 0; ///< records behind the partition's end; -1: unknown
    bool paused = false;
  };
  void set_partitions(std::function<std::vector<partition_gauge>()> read);

  /// Takes all gauges away, for the end of what they ask. None is asked any more once this has
  /// returned: it waits for a scrape that is under way. Not to be called by a gauge.
  void remove_gauges();

  /// The exposition text, format 0.0.4.
  std::string text() const;

private:
  struct state;
  std::unique_ptr<state> state_;
};

} // namespace cordon::metrics
