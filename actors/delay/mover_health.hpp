// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/health.hpp"
#include "kafka/group_offsets.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cordon::delay {

/// What keeps delayed records from moving, told to health as "delay_topics" and to the log.
/// One thread.
class mover_health {
public:
  using clock = std::chrono::steady_clock;

  /// `health` outlives this.
  explicit mover_health(job::health& health) : health_(health) {}

  /// Something did not work, and is tried again. Told where that goes on for a while.
  void trouble(const std::string& why, clock::time_point now);
  /// It works.
  void works() { first_trouble_.reset(); }

  void unreadable(const job::partition& at, const std::string& why);
  void readable(const job::partition& at) { unreadable_.erase(at); }
  void forget_partitions() { unreadable_.clear(); }

  /// Topics that do not exist, told to the log alone: a worker whose jobs are never delayed needs
  /// none of them.
  void missing(const std::vector<std::string>& topics);

  /// Tells what changed. `problem` goes before what is known here; "" where there is none.
  void tell(std::string problem, clock::time_point now);

private:
  std::string known_problem(clock::time_point now);

  job::health& health_;
  std::optional<clock::time_point> first_trouble_;
  clock::time_point last_trouble_{};
  std::string trouble_;
  std::map<job::partition, std::string> unreadable_;
  std::string told_;
  bool is_missing_told_ = false;
};

} // namespace cordon::delay
