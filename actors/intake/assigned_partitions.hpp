// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/intake_port.hpp"
#include "kafka/group_offsets.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

namespace cordon::intake {

/// Takes partitions on and gives them up as the group says, and begins one anew where what is known
/// of its offsets is not about the records that come. Asks no broker. For the consumer's thread.
class assigned_partitions {
public:
  /// Both outlive this.
  assigned_partitions(job_flow& flow, intake_port& port) : flow_(flow), port_(port) {}

  /// The group gives a partition, with its commit where there is one. From where it is to be read;
  /// nothing: from where the policy for a new group says.
  std::optional<int64_t> take_on(const job::partition& id,
                                 const std::optional<kafka::committed_position>& committed);
  /// All that the group gives was taken on: what it took and did not give again is another's.
  void give_up_held();

  /// The group takes a partition: what runs goes on, until it comes back or is given up. At once,
  /// where it does not come back. Whether it was paused.
  bool hold(const job::partition& id, bool may_come_back);

  /// Forgets a partition; gives the number of its jobs that ran.
  size_t give_up(const job::partition& id);

  /// Whether it is still to be seen that what a commit calls finished is written.
  bool is_unchecked(const job::partition& id) const { return unchecked_.contains(id); }
  /// Before a record of such a partition is added. `end`: where its log ends; -1: unknown yet.
  void check_commit(const job::partition& id, int64_t end);

  /// A record from `at` was read, and is added next. Where it lies before what was read or
  /// committed, its partition begins anew with it. Whether that was paused then.
  bool begin_again_at(const job::record_position& at);

private:
  job_flow& flow_;
  intake_port& port_;
  /// What commits say is finished of partitions of which nothing was read since.
  std::map<job::partition, finished_offsets> unchecked_;
};

} // namespace cordon::intake
