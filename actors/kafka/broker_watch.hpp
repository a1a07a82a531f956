// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace cordon::kafka {

/// Makes of what a producer sees whether its brokers can be reached, and tells each change once, to
/// the log and to who asked. One thread.
class broker_watch {
public:
  using clock = std::chrono::steady_clock;

  /// `tell` may be empty.
  broker_watch(std::string name, std::function<void(std::string why)> tell);

  /// librdkafka saw no broker: to be confirmed by asking, as an idle connection may have closed.
  void suspect(std::string why, clock::time_point now);
  /// A record was delivered, or a broker answered.
  void answered();
  /// No broker answered when it was asked.
  void not_answered(clock::time_point now);
  /// Brokers refuse this producer altogether; ends with a delivery, or once that is long ago.
  void rejected(const std::string& why, clock::time_point now);

  /// Whether a broker is to be asked now: once a second while there is doubt.
  bool is_to_ask(clock::time_point now) const;
  /// Lets time pass.
  void tick(clock::time_point now);

private:
  void tell_down(const std::string& why);

  std::string name_;
  std::function<void(std::string why)> tell_;
  std::string suspicion_; ///< "": none
  clock::time_point ask_at_;
  std::optional<clock::time_point> rejected_at_;
  bool is_down_ = false;
};

} // namespace cordon::kafka
