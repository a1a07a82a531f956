// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/group_offsets.hpp"
#include "kafka/properties.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace cordon::kafka {

/// Watches over a consumer's partitions for batches that can't be read, and finds where each ends,
/// on a thread of its own. A consumer tells it of all it reads, and drops what it is told to: what
/// lies behind such a batch is read again once its end is known. One thread owns it.
class held_up_partitions {
public:
  using clock = std::chrono::steady_clock;

  /// What became of a search.
  struct ending {
    job::partition at;
    int64_t first = 0;   ///< the first offset that was not read
    int64_t next = 0;    ///< to be read next; `first` where that can be read after all
    std::string why;     ///< what is wrong with the offsets before `next`
    std::string problem; ///< not "": the end was not found, and is looked for again
  };

  /// `group` as in `partition_probe`.
  held_up_partitions(properties operators, std::string group);
  ~held_up_partitions();
  held_up_partitions(const held_up_partitions&) = delete;
  held_up_partitions& operator=(const held_up_partitions&) = delete;

  /// Reading begins at `start`; -1: where the policy for a new group says.
  void begin(const job::partition& at, int64_t start);
  void forget(const job::partition& at);

  /// A record was read. False where it is to be dropped: it will be read again.
  bool take(const job::partition& at, int64_t offset);

  /// Reading failed at the batch that begins at `offset`. Whether a search begins.
  bool fail(const job::partition& at, int64_t offset, std::string why, clock::time_point now);

  /// Told now and then of a partition that is being read, up to `high`, the last+1 offset. Where
  /// nothing came of it for long, a search begins: not every batch that can't be read gives an
  /// error.
  void watch(const job::partition& at, int64_t high, clock::time_point now);
  /// The partition is not being read for the moment.
  void rest(const job::partition& at, clock::time_point now);

  /// The searches that have ended since; reading is to go on at `next` of each.
  std::vector<ending> take_ended(clock::time_point now);

private:
  struct partition {
    int64_t next = -1; ///< -1: where the group's policy says
    clock::time_point last_sign{};
    clock::time_point next_search{};
    int64_t watched_high = -1;  ///< the end of the partition when it was last searched for silence
    int64_t readable_high = -1; ///< up to there nothing is silent: markers of transactions, maybe
    uint64_t search = 0;        ///< the one that is under way; 0: none
  };

  struct search {
    uint64_t number = 0;
    ending found;
  };

  void begin_search(const job::partition& at, partition& of, std::string why);
  void run();
  search run_one(search one) const;

  const properties operators_;
  const std::string group_;
  const bool begins_at_first_; ///< what that policy says
  std::map<job::partition, partition> partitions_;
  uint64_t last_search_ = 0;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<search> waiting_; // guarded by mutex_
  std::vector<search> ended_;   // guarded by mutex_
  std::atomic<bool> has_to_end_{false};
  std::thread thread_; ///< from the first search on
};

} // namespace cordon::kafka
