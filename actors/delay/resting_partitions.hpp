// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/group_offsets.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace cordon::delay {

/// Partitions that are not read for a while, and the record of each that comes first afterwards.
/// Times are milliseconds since the epoch. Not thread-safe.
class resting_partitions {
public:
  struct waking {
    job::partition at;
    int64_t offset = 0; ///< where to read on
    bool is_wait = false;
  };

  /// `at` is to be paused until then; replaces an earlier rest. `is_wait`: for the record there,
  /// which was planned.
  void begin(const job::partition& at, int64_t offset, int64_t until_ms, bool is_wait);
  /// Those whose time has come: they are to be read again. Each is told once.
  std::vector<waking> wake(int64_t now_ms);

  bool is_resting(const job::partition& at) const;
  /// Whether the record at that offset was waited for, and the wait is over.
  bool has_waited(const job::partition& at, int64_t offset) const;

  void forget(const job::partition& at) { rests_.erase(at); }
  void clear() { rests_.clear(); }

private:
  struct rest {
    int64_t offset = 0;
    int64_t until_ms = 0;
    bool is_wait = false;
    bool is_over = false;
  };
  std::map<job::partition, rest> rests_;
};

} // namespace cordon::delay
