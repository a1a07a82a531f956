// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "job/record.hpp"
#include "kafka/group_offsets.hpp"
#include "kafka/properties.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cordon::delay {

/// A member of the group that reads the delay topics. Small buffers: what waits, waits at the
/// broker. One thread polls; all callbacks come on it, within `poll` and `close`.
class delay_consumer {
public:
  struct callbacks {
    std::function<void(const std::vector<job::partition>&)> assigned;
    /// All that was assigned goes. A commit under the present membership still counts, unless the
    /// assignment was lost.
    std::function<void()> revoked;
    /// What keeps topics from being read, in words. It may pass.
    std::function<void(const std::string& why)> trouble;
    /// What comes next can't be taken apart; told again and again.
    std::function<void(const job::partition&, const std::string& why)> unreadable;
    /// What can't pass: the client is of no use any more.
    std::function<void(const std::string& why)> failed;
  };

  /// Errors: bad_input for properties that don't go together; system.
  static expected<std::unique_ptr<delay_consumer>> make(const kafka::properties& operators,
                                                        const std::string& group, callbacks told);
  /// Leaves the group, if `close` did not.
  ~delay_consumer();
  delay_consumer(const delay_consumer&) = delete;
  delay_consumer& operator=(const delay_consumer&) = delete;

  expected<void> subscribe(const std::vector<std::string>& topics);

  /// The next record; null when there is none within `patience`, or `wake` was called.
  job::record_ptr poll(std::chrono::milliseconds patience);
  /// Ends a `poll` that waits. Any thread.
  void wake();

  void pause(const std::vector<job::partition>& partitions);
  void resume(const std::vector<job::partition>& partitions);
  /// Resumes at that offset. Waits for a second at most. Errors: system.
  expected<void> read_on(const job::partition& partition, int64_t offset);

  /// Makes the brokers' threads look at what was resumed. Waits for a moment at most.
  void hasten(const std::vector<job::partition>& partitions);

  /// The membership under which the present partitions were assigned; null where there is none.
  kafka::group_membership membership() const;
  /// Commits and waits; an empty text where it was made.
  std::string commit(const kafka::group_offsets& offsets, std::chrono::milliseconds patience);
  /// What the group has of these partitions; nothing where that could not be learnt in time.
  std::optional<kafka::group_offsets> committed(const kafka::group_offsets& partitions,
                                                std::chrono::milliseconds patience) const;

  /// How many partitions a topic has; 0 where it does not exist; nothing where no broker said so.
  std::optional<int> partitions_of(const std::string& topic,
                                   std::chrono::milliseconds patience) const;

  /// Leaves the group.
  void close();

private:
  struct state;
  explicit delay_consumer(std::unique_ptr<state>);
  std::unique_ptr<state> state_;
};

} // namespace cordon::delay
