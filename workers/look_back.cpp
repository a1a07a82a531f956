// SPDX-License-Identifier: Apache-2.0
#include "look_back.hpp"

#include <algorithm>

namespace cordon::workers {

namespace {

/// A window costs a question to the broker: not for a handful of offsets.
constexpr int64_t smallest_window = 64;

/// One record and one marker each, to begin with.
int64_t first_window(uint64_t wanted) {
  if (wanted > INT64_MAX / 2)
    return INT64_MAX;
  return std::max(smallest_window, 2 * static_cast<int64_t>(wanted));
}

} // namespace

look_back::look_back(offset_window range, std::optional<uint64_t> wanted)
    : range_(range), wanted_(wanted), begin_(range.end) {}

std::optional<offset_window> look_back::next() {
  if (begin_ <= range_.begin || (wanted_ && found_ >= *wanted_))
    return std::nullopt;
  const auto left = begin_ - range_.begin;
  const auto read = range_.end - begin_;
  const auto size = !wanted_ ? left : read == 0 ? first_window(*wanted_) : read;
  const offset_window window{.begin = begin_ - std::min(left, size), .end = begin_};
  begin_ = window.begin;
  return window;
}

} // namespace cordon::workers
