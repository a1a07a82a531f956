// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/transactional_producer.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace cordon::publish {

/// What is known of the topics that records are to go to: a record that no broker takes would make
/// the whole transaction fail that it is in. Bounded. For one thread.
class reply_targets {
public:
  using clock = std::chrono::steady_clock;

  /// Why no record can go there; nothing where none is known. Asks the broker now and then.
  std::optional<kafka::delivery> obstacle(kafka::transactional_producer& producer,
                                          const kafka::outgoing_record& record,
                                          clock::time_point now);

  /// A topic refused a record for its size, which no neighbour was to blame for.
  void note_too_large(const kafka::outgoing_record& record, clock::time_point now);

private:
  struct size_limit {
    size_t refused_bytes = 0;
    clock::time_point until;
  };
  bool is_too_large(const kafka::outgoing_record& record, clock::time_point now) const;

  using target = std::pair<std::string, int32_t>;
  struct finding {
    std::optional<kafka::delivery> obstacle;
    clock::time_point until;
  };
  std::map<target, finding> known_;
  std::map<std::string, size_limit> limits_; ///< by topic
};

} // namespace cordon::publish
