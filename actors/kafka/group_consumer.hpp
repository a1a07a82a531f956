// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "job/record.hpp"
#include "kafka/group_offsets.hpp"
#include "kafka/properties.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cordon::kafka {

/// The group's commit of each partition; nothing where there is none.
using committed_positions = std::map<job::partition, std::optional<committed_position>>;
/// From where partitions are to be read; nothing means where the group's policy for a new one says.
using start_offsets = std::map<job::partition, std::optional<int64_t>>;

/// Partitions that the group takes away.
struct revocation {
  std::vector<job::partition> partitions{};
  bool are_lost = false;      ///< they are another's already: a commit does not count any more
  bool may_come_back = false; ///< with the next assignment, which tells all partitions
};

/// A member of a consumer group that commits by itself what it is told to. One thread polls; all
/// callbacks come on it, within `poll` and `close`.
class group_consumer {
public:
  struct callbacks {
    /// The group gives these partitions.
    std::function<start_offsets(const committed_positions&)> assigned;
    std::function<void(const revocation&)> revoked;
    /// The outcome of a commit; `why` is empty where it was made.
    std::function<void(const group_offsets&, const std::string& why)> committed;
    /// What keeps the topic from being read, in words. It may pass.
    std::function<void(const std::string& why)> trouble;
    /// The batch that begins at `offset` can't be taken apart, and holds up what is behind it. Told
    /// again and again, until a `seek` leads past it.
    std::function<void(const job::partition&, int64_t offset, const std::string& why)> unreadable;
    /// What can't pass: the client is of no use any more.
    std::function<void(const std::string& why)> failed;
  };

  /// What the consumer calls itself.
  struct identity {
    std::string group;
    std::string instance{}; ///< `group.instance.id`; "": a member like any other
  };

  /// Errors: bad_input for properties that don't go together; system.
  static expected<std::unique_ptr<group_consumer>> make(const properties& operators,
                                                        const identity& member, callbacks told);
  /// Leaves the group, if `close` did not.
  ~group_consumer();
  group_consumer(const group_consumer&) = delete;
  group_consumer& operator=(const group_consumer&) = delete;

  expected<void> subscribe(const std::string& topic);

  /// The next record; null when there is none within `patience`, or `wake` was called.
  job::record_ptr poll(std::chrono::milliseconds patience);

  /// Ends a `poll` that waits. Any thread.
  void wake();

  /// From now on an assignment does not wait for the group's offsets. Any thread.
  void stop_waiting();

  void pause(const std::vector<job::partition>& partitions);
  void resume(const std::vector<job::partition>& partitions);

  /// Reads on at that offset; what was fetched and not polled yet is forgotten. Waits for a second
  /// at most. Errors: system, such as for a partition that is not this consumer's.
  expected<void> seek(const job::partition& partition, int64_t offset);

  /// Asks for a commit; `callbacks::committed` tells what became of it.
  void commit(const group_offsets& offsets);
  /// Commits and waits; an empty text where it was made.
  std::string commit_now(const group_offsets& offsets);
  /// What the group has of these partitions, once no transaction on them is open; nothing where
  /// that took longer.
  std::optional<group_offsets> read_committed(const group_offsets& partitions,
                                              std::chrono::milliseconds patience) const;

  /// What this member is in the group right now.
  group_membership membership() const;
  /// Whether partitions are given and taken one by one.
  bool is_cooperative() const;

  /// Where a partition's log ends, asked of its leader; -1 where no answer came in time.
  int64_t ask_end(const job::partition& partition, std::chrono::milliseconds patience) const;
  /// Whether `stop_waiting` was called.
  bool is_ending() const;

  /// The first and the last+1 offset of a partition as last heard of, which may have been under an
  /// earlier assignment; -1 where unknown.
  std::pair<int64_t, int64_t> watermarks(const job::partition& partition) const;

  /// Leaves the group.
  void close();

private:
  struct state;
  explicit group_consumer(std::unique_ptr<state>);
  std::unique_ptr<state> state_;
};

} // namespace cordon::kafka
