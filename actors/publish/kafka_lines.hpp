// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "publish/record_sender.hpp"

#include <memory>
#include <string>

namespace cordon::publish {

/// Sends lines to one topic as they come, once each: events, audit records. One that is refused for
/// good is lost, and the log says so once until another is taken. Thread-safe.
class kafka_lines {
public:
  /// `sender` outlives this.
  kafka_lines(record_sender& sender, std::string topic);

  /// A line break at the line's end does not go along.
  void send(std::string line, std::string key);

private:
  struct refusals;

  record_sender& sender_;
  std::string topic_;
  std::shared_ptr<refusals> refusals_;
};

} // namespace cordon::publish
