// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/transactional_producer.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace cordon::publish {

/// What is known of the topics that records are to go to: a record that no broker takes would make
/// the whole transaction fail that it is in. Bounded. For one thread.
class reply_targets {
public:
  using clock = std::chrono::steady_clock;

  /// Whether `obstacle` need not ask a broker.
  bool knows(const kafka::outgoing_record& record, clock::time_point now) const;

  /// Why no record can go there; nothing where none is known. Asks a broker now and then, for up to
  /// half a second.
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

  struct finding {
    kafka::target_topic topic;
    clock::time_point until;
  };
  const finding* find(const std::string& topic, clock::time_point now) const;

  std::map<std::string, finding> known_;     ///< by topic
  std::map<std::string, size_limit> limits_; ///< by topic
};

} // namespace cordon::publish
