// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "delay/ladder.hpp"
#include "job/record.hpp"
#include "kafka/group_offsets.hpp"
#include "kafka/producer.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace cordon::delay {

/// A record on its way from a delay topic to the next topic.
struct hop {
  kafka::outgoing_record record;
  bool has_to_go_alone = false; ///< it may be refused, which is to cost no other a second attempt
  std::string dead_because{};   ///< why it goes to the dead letters; "" where it does not
};

/// What is remembered of a hop while it is under way.
struct departure {
  job::record_position from;
  std::string to;
  bool has_partition = false; ///< of the topic it goes to
  size_t bytes = 0;
  std::string dead_because{}; ///< as of the hop
};

/// The record stays where it is, until then, and with it what lies behind it in its partition. No
/// wait is longer than the topic's rung, or leads past the due time, but for a topic that can't be
/// written or that has to be there: the jobs topic and the dead letters.
struct wait {
  int64_t until_ms = 0;
};

/// Decides where a record of a delay topic goes, and when. Times are milliseconds since the epoch.
/// Calls no librdkafka. Not thread-safe.
class hop_planner {
public:
  /// Makes the dead letter of a record that can't get to any topic, of at most `max_bytes` in its
  /// topic.
  using make_dead_letter = std::function<kafka::outgoing_record(
      const job::record& record, const std::string& why, size_t max_bytes)>;

  hop_planner(ladder topics, make_dead_letter dead_letter)
      : topics_(std::move(topics)), dead_letter_(std::move(dead_letter)) {}

  const ladder& topics() const { return topics_; }

  /// `has_waited`: the record was planned before and its wait is over.
  std::variant<hop, wait> plan(const job::record& record, bool has_waited, int64_t now_ms);

  /// The hop begins.
  void sent(const departure& hop, int64_t now_ms);
  /// It was refused for good.
  void refused(const departure& hop, const kafka::delivery& what, bool may_be_a_neighbours,
               int64_t now_ms);
  /// It is made.
  void taken(const departure& hop);
  /// Forgets what is known of single records: they may be another worker's.
  void forget_records() {
    troubles_.clear();
    wanted_.clear();
  }

  /// What the brokers say of a topic that records go to; 0 partitions: it does not exist.
  void note_partitions(const std::string& topic, int count);

  /// What keeps records from their topics now, in words; "" where nothing does. A topic that does
  /// not exist is nothing as long as there is a way round.
  std::string problem() const;
  /// Topics that do not exist, and those of them in which records are to wait.
  std::vector<std::string> missing_topics() const;
  std::vector<std::string> missing_delay_topics() const;

private:
  /// A topic that refused a record as it would refuse others.
  struct closed_topic {
    int64_t until_ms = 0;
    std::chrono::milliseconds pause{};
    std::string why;
  };
  /// A record that was refused.
  struct trouble {
    bool is_hopeless = false; ///< only a dead letter is left
    std::string why;
    size_t max_bytes = 0; ///< of the dead letter
  };
  using place = std::pair<job::partition, int64_t>;

  int64_t due_of(const job::record& record, int64_t now_ms) const;
  bool is_missing(const std::string& topic) const;
  std::string next_topic(int64_t due_ms, int64_t now_ms) const;
  kafka::outgoing_record next_form(const job::record& record, int64_t due_ms, int64_t now_ms) const;
  std::variant<hop, wait> send(const place& from, kafka::outgoing_record record, bool goes_alone,
                               int64_t due_ms, int64_t now_ms);
  void close(const std::string& topic, const std::string& why, int64_t now_ms);

  ladder topics_;
  make_dead_letter dead_letter_;
  std::map<std::string, int> partitions_;
  /// Topics that do not exist, by the records that need them: likewise.
  std::map<place, std::string> wanted_;
  std::map<std::string, closed_topic> closed_;
  /// Of records that are tried again next: heads of partitions alone. Cleared by a rebalance.
  std::map<place, trouble> troubles_;
};

} // namespace cordon::delay
