// SPDX-License-Identifier: Apache-2.0
#include "intake/cancellations.hpp"

#include <algorithm>

namespace cordon::intake {

namespace {

/// Unambiguous, since a user's text has no ':'.
std::string name_of(const std::string& user_text, const std::string& id) {
  return user_text + ':' + id;
}

} // namespace

void cancellations::add(const std::string& user_text, const std::string& id, int64_t timestamp_ms) {
  auto name = name_of(user_text, id);
  std::lock_guard lock(mutex_);
  if (const auto found = by_name_.find(name); found != by_name_.end()) {
    auto& known = *found->second;
    known.timestamp_ms = std::max(known.timestamp_ms, timestamp_ms);
    by_age_.splice(by_age_.end(), by_age_, found->second);
    return;
  }
  bytes_ += name.size();
  by_age_.push_back({std::move(name), timestamp_ms});
  by_name_.emplace(by_age_.back().name, std::prev(by_age_.end()));
  drop_beyond_bounds();
}

void cancellations::drop_beyond_bounds() {
  while (by_age_.size() > max_entries_ || bytes_ > max_bytes_) {
    bytes_ -= by_age_.front().name.size();
    by_name_.erase(by_age_.front().name);
    by_age_.pop_front();
  }
}

bool cancellations::holds(const std::string& user_text, const std::string& id,
                          int64_t first_timestamp_ms) const {
  const auto name = name_of(user_text, id);
  std::lock_guard lock(mutex_);
  const auto found = by_name_.find(name);
  return found != by_name_.end() && first_timestamp_ms <= found->second->timestamp_ms;
}

size_t cancellations::size() const {
  std::lock_guard lock(mutex_);
  return by_age_.size();
}

} // namespace cordon::intake
