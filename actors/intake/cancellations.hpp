// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace cordon::intake {

/// Which jobs were cancelled. Bounded in entries and in bytes: the oldest go first. Thread-safe.
class cancellations {
public:
  static constexpr size_t default_max_entries = 1'000'000;
  static constexpr size_t default_max_bytes = size_t{256} << 20; ///< of user and id texts

  explicit cancellations(size_t max_entries = default_max_entries,
                         size_t max_bytes = default_max_bytes)
      : max_entries_(max_entries), max_bytes_(max_bytes) {}

  /// Cancels the jobs of that user (job/user_text.hpp) and id whose records' timestamps are not
  /// later than `timestamp_ms`. Of several cancels of the same the latest timestamp counts.
  void add(const std::string& user_text, const std::string& id, int64_t timestamp_ms);

  /// Whether a job is cancelled whose record was first written at `first_timestamp_ms`.
  bool holds(const std::string& user_text, const std::string& id, int64_t first_timestamp_ms) const;

  size_t size() const;

private:
  struct entry {
    std::string name; ///< user and id
    int64_t timestamp_ms;
  };
  using entries = std::list<entry>;

  void drop_beyond_bounds();

  const size_t max_entries_;
  const size_t max_bytes_;
  mutable std::mutex mutex_;
  entries by_age_; ///< the oldest first
  std::unordered_map<std::string_view, entries::iterator> by_name_;
  size_t bytes_ = 0;
};

} // namespace cordon::intake
