// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>

namespace cordon::intake {

/// How many records may be in flight: as many as ended within `interval` lately, between two
/// bounds. Jobs of a few microseconds need many, or threads wake each other for each of them; of
/// jobs that run for long no more than needed are to wait for a slot, where a drain and a
/// rebalance find them. Not thread-safe.
class flight_window {
public:
  using clock = std::chrono::steady_clock;
  static constexpr auto interval = std::chrono::milliseconds(50);

  flight_window(size_t least, size_t most) : least_(least), most_(most), size_(least) {}

  void ended() { ++ended_; }
  /// Looks back, where `interval` has passed since it did last.
  void adapt(clock::time_point now);
  size_t size() const { return size_; }

private:
  size_t least_;
  size_t most_;
  size_t size_;
  size_t ended_ = 0;
  clock::time_point since_{};
};

} // namespace cordon::intake
