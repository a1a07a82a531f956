// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace cordon::intake {

/// Where a record stands that is under way.
enum class flight_stage : uint8_t { looked_up, resting, suspect, running, alone, answered };

/// How many records are in each stage, and what they take. Those that rest count by themselves:
/// they take no place among those in flight, nor do their bytes.
class flight_tally {
public:
  void begin(size_t bytes) {
    ++counts_[index(flight_stage::looked_up)];
    bytes_in_flight_ += bytes;
  }

  void move(flight_stage from, flight_stage to, size_t bytes) {
    --counts_[index(from)];
    ++counts_[index(to)];
    bytes_of(from) -= bytes;
    bytes_of(to) += bytes;
  }

  void end(flight_stage stage, size_t bytes) {
    --counts_[index(stage)];
    bytes_of(stage) -= bytes;
  }

  size_t count(flight_stage stage) const { return counts_[index(stage)]; }
  size_t bytes_in_flight() const { return bytes_in_flight_; }
  size_t resting_bytes() const { return resting_bytes_; }

  bool is_anything_running() const {
    return count(flight_stage::looked_up) + count(flight_stage::running)
               + count(flight_stage::alone)
           != 0;
  }

private:
  static size_t index(flight_stage stage) { return static_cast<size_t>(stage); }
  size_t& bytes_of(flight_stage stage) {
    return stage == flight_stage::resting ? resting_bytes_ : bytes_in_flight_;
  }

  std::array<size_t, 6> counts_{};
  size_t bytes_in_flight_ = 0;
  size_t resting_bytes_ = 0; ///< no part of those
};

} // namespace cordon::intake
