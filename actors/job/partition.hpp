// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"

#include <compare>
#include <cstdint>
#include <string>

namespace cordon::job {

/// A partition of a topic.
struct partition {
  std::string topic;
  int32_t number = 0;

  /// As Kafka's own tools name it: "jobs-3".
  std::string name() const { return topic + '-' + std::to_string(number); }

  auto operator<=>(const partition&) const = default;
};

inline partition partition_of(const record_position& at) {
  return {at.topic, at.partition};
}

} // namespace cordon::job
