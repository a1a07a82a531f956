// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "delay/carrier.hpp"
#include "delay/delay_consumer.hpp"
#include "delay/delay_reader.hpp"
#include "delay/hop_batch.hpp"
#include "delay/hop_planner.hpp"
#include "delay/mover_health.hpp"
#include "job/health.hpp"
#include "job/wall_clock.hpp"
#include "kafka/properties.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace cordon::delay {

struct delay_mover_settings {
  kafka::properties properties; ///< the operator's
  std::string group;            ///< the jobs' group; "-delay" is put after it
  /// There: exactly once, by a transactional producer of this id, which no other may have at the
  /// same time. Not there: at least once.
  std::optional<std::string> transactional_id;
  ladder topics;
  hop_planner::make_dead_letter dead_letter;
  std::function<void()> on_dead_letter; ///< one is in its topic; may be empty; the mover's thread
  std::function<int64_t()> now_ms = job::milliseconds_since_epoch; ///< since the epoch
};

/// Moves the records of the delay topics, each when its time has come, to the next delay topic or
/// back to the jobs topic. A thread of its own; records wait in their topics. Health has what keeps
/// it from its work under "delay_topics".
class delay_mover {
public:
  /// `health` outlives this. `failed` is called once where no record can be moved any more, on the
  /// mover's thread. Errors: bad_input for properties that don't go together; system.
  static expected<std::unique_ptr<delay_mover>> make(delay_mover_settings settings,
                                                     job::health& health,
                                                     std::function<void(std::string why)> failed);
  /// Ends the batch that is under way, and leaves the group.
  ~delay_mover();
  delay_mover(const delay_mover&) = delete;
  delay_mover& operator=(const delay_mover&) = delete;

  /// Begins. @pre only once
  void start();

private:
  using clock = std::chrono::steady_clock;
  enum class phase : uint8_t {
    planning,
    carrying,
    turning_back, ///< the batch failed: what is to be read next has to be found out
  };

  delay_mover(delay_mover_settings settings, job::health& health,
              std::function<void(std::string)> failed);
  expected<void> prepare_consumer();
  expected<void> prepare_carrier();

  void run();
  void turn();
  void look_after_topics();

  void plan();
  void add(const job::record& record);
  void begin_batch();
  void carry();
  void settle(fate found);
  void turn_back();
  void moved(const departure& one);
  void forget_batch();
  void revoked();
  void in_trouble(const std::string& why);
  void fail(const std::string& why);

  delay_mover_settings settings_;
  mover_health health_;
  std::function<void(std::string)> on_failure_;
  hop_planner planner_;
  std::unique_ptr<delay_consumer> consumer_;
  std::optional<delay_reader> reader_;
  std::unique_ptr<carrier> carrier_;

  phase phase_ = phase::planning;
  hop_batch batch_;
  bool is_batch_closed_ = false; ///< what comes next has to go alone
  clock::time_point next_look_{};
  bool has_failed_ = false;
  std::atomic<bool> has_to_end_ = false;
  std::thread thread_;
};

} // namespace cordon::delay
