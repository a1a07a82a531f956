// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dead_letter.hpp"

#include <cstddef>
#include <map>
#include <tuple>
#include <vector>

namespace cordon::workers {

/// Keeps the newest of all dead letters that it is given, in whatever order, and no more of them.
class newest_letters {
public:
  explicit newest_letters(size_t limit) : limit_(limit) {}

  void add(dead_letter letter);

  /// Oldest first.
  std::vector<dead_letter> take();

private:
  using age = std::tuple<int64_t, int32_t, int64_t>; ///< timestamp, partition, offset

  size_t limit_;
  std::map<age, dead_letter> kept_;
};

} // namespace cordon::workers
