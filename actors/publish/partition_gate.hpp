// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/partition.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

namespace cordon::publish {

/// Holds back what belongs to partitions whose future is open: in a rebalance nobody knows yet
/// whether results of running jobs are still this worker's to publish. Not thread-safe.
class partition_gate {
public:
  /// Names what was taken up since the partition was last discarded.
  using generation = uint64_t;

  generation generation_of(const job::partition& which) const {
    const auto found = standings_.find(which);
    return found == standings_.end() ? 0 : found->second.current;
  }

  /// Runs `go_on` now, at the partition's release, or, where it was discarded since, never.
  void pass(const job::partition& which, generation of, std::function<void()> go_on);

  void hold(const job::partition& which) { standings_[which].is_held = true; }
  void release(const job::partition& which);
  /// Ends a hold, too. What is taken up afterwards passes.
  void discard(const job::partition& which);

  /// Forgets what waits.
  void clear() { standings_.clear(); }

private:
  struct standing {
    generation current = 0;
    bool is_held = false;
    std::vector<std::function<void()>> waiting;
  };

  std::map<job::partition, standing> standings_;
};

} // namespace cordon::publish
