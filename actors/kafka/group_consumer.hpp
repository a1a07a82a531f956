// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "job/record.hpp"
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

using topic_partition = std::pair<std::string, int32_t>;
/// The group's commit of each partition; nothing where there is none.
using committed_offsets = std::map<topic_partition, std::optional<int64_t>>;

/// A member of a consumer group that commits by itself what it is told to. One thread polls; all
/// callbacks come on it, within `poll` and `close`.
class group_consumer {
public:
  struct callbacks {
    /// The group gives these partitions (all of them): says from which offset each is to be read;
    /// nothing means where the group's policy for a new one says.
    std::function<committed_offsets(const committed_offsets&)> assigned;
    /// The group takes these partitions away. A commit still counts, unless they were `lost`.
    std::function<void(const std::vector<topic_partition>&, bool lost)> revoked;
    /// The outcome of a commit; `why` is empty where it was made.
    std::function<void(const std::map<topic_partition, int64_t>&, const std::string& why)>
        committed;
    /// What keeps the topic from being read, in words. It may pass.
    std::function<void(const std::string& why)> trouble;
    /// A partition's next batch can't be taken apart, and holds up what is behind it.
    std::function<void(const topic_partition&, const std::string& why)> unreadable;
    /// What can't pass: the client is of no use any more.
    std::function<void(const std::string& why)> failed;
  };

  /// Errors: bad_input for properties that don't go together; system.
  static expected<std::unique_ptr<group_consumer>> make(const properties& operators,
                                                        const std::string& group, callbacks told);
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

  void pause(const std::vector<topic_partition>& partitions);
  void resume(const std::vector<topic_partition>& partitions);

  /// Asks for a commit; `callbacks::committed` tells what became of it.
  void commit(const std::map<topic_partition, int64_t>& offsets);
  /// Commits and waits; an empty text where it was made.
  std::string commit_now(const std::map<topic_partition, int64_t>& offsets);

  /// The first and the last+1 offset of a partition as last heard of; -1 where unknown.
  std::pair<int64_t, int64_t> watermarks(const topic_partition& partition) const;

  /// Leaves the group.
  void close();

private:
  struct state;
  explicit group_consumer(std::unique_ptr<state>);
  std::unique_ptr<state> state_;
};

} // namespace cordon::kafka
