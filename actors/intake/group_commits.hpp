// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/group_position.hpp"
#include "job/health.hpp"

#include <chrono>
#include <string>

namespace cordon::intake {

/// Commits what is finished: by itself every now and then, or, exactly once, through a committer
/// that sends what the records led to along. For the consumer's thread.
class group_commits {
public:
  using clock = std::chrono::steady_clock;

  struct settings {
    std::string topic;                            ///< for the log
    std::chrono::milliseconds interval{};         ///< between two commits of its own
    kafka::offset_committer* committer = nullptr; ///< null: at least once
  };

  /// All references outlive this.
  group_commits(settings how, job_flow& flow, job::health& health)
      : settings_(std::move(how)), position_(flow), health_(health) {}

  /// Before all that follows. The consumer outlives this.
  void set_consumer(kafka::group_consumer& consumer);

  /// Partitions were assigned.
  void join() { position_.join(); }

  /// Commits what is due. How long there will be nothing to do, unless something new comes.
  std::chrono::milliseconds step(clock::time_point now);

  /// Partitions are being taken away: ends what is under way. `are_lost`: nothing counts any more.
  void leave(bool are_lost);

  /// Commits all that is ready, until `deadline`.
  void commit_all(clock::time_point deadline);

  /// What became of a commit of its own.
  void committed(const kafka::group_offsets& offsets, const std::string& why);

private:
  settings settings_;
  group_position position_;
  job::health& health_;
  kafka::group_consumer* consumer_ = nullptr;
  clock::time_point next_{};
};

} // namespace cordon::intake
