// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <string>

namespace cordon::job {

/// What keeps this worker from serving now, by part: "kafka", "redis", "dead_letters", … An empty
/// list means ready. Thread-safe.
class health {
public:
  /// Says, or corrects, what is wrong with `part`. True where it had nothing wrong before.
  bool set(const std::string& part, std::string why) {
    std::lock_guard lock(mutex_);
    return problems_.insert_or_assign(part, std::move(why)).second;
  }

  /// `part` serves again. True where it did not before.
  bool clear(const std::string& part) {
    std::lock_guard lock(mutex_);
    return problems_.erase(part) != 0;
  }

  std::map<std::string, std::string> problems() const {
    std::lock_guard lock(mutex_);
    return problems_;
  }

private:
  mutable std::mutex mutex_;
  std::map<std::string, std::string> problems_;
};

} // namespace cordon::job
