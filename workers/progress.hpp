// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/result.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace cordon::workers {

/// How many jobs ended how, shown as one line that is written over on a terminal: counts, rate, and
/// a bar where the length of the input is known. Thread-safe.
class progress {
public:
  using clock = std::chrono::steady_clock;

  /// `fd` is a terminal; `total_bytes` of input, 0 where that is unknown.
  progress(int fd, uint64_t total_bytes, clock::time_point start);

  /// Counts one result and, at most ten times a second, shows the line. `bytes_read` of the input.
  void count(job::status status, uint64_t bytes_read, clock::time_point now);

  /// Shows the last state and ends the line; nothing is shown afterwards.
  void finish(clock::time_point now);

  /// The line as it is shown, without control characters.
  std::string line(clock::time_point now) const;

private:
  void show(clock::time_point now, const char* end);
  std::string text(clock::time_point now) const;

  mutable std::mutex mutex_; ///< guards all below
  bool finished_ = false;
  int fd_;
  uint64_t total_bytes_;
  uint64_t bytes_read_ = 0;
  clock::time_point start_;
  clock::time_point shown_;
  uint64_t done_ = 0;
  std::array<uint64_t, 6> by_status_{};
};

} // namespace cordon::workers
