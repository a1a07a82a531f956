// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"
#include "kafka/group_offsets.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace cordon::kafka {

/// How a record that is under way stands with the group.
enum class standing : uint8_t {
  ours,
  held, ///< its partition is being assigned anew
  gone, ///< it is another worker's now
};

/// A consumer as it is seen by what commits for it. For the consumer's thread.
class offset_source {
public:
  virtual ~offset_source() = default;

  virtual standing standing_of(const job::record& record) const = 0;

  /// What is to be committed once `finished` are finished, too; only where that is not committed
  /// already.
  virtual group_offsets offsets_with(const std::vector<job::record_ptr>& finished) const = 0;

  /// The membership under which the present partitions were assigned; null where there is none.
  virtual group_membership membership() const = 0;

  /// The group has these offsets now, and these records are finished.
  virtual void committed(const group_offsets& offsets,
                         const std::vector<job::record_ptr>& finished) = 0;

  /// What the group has of these partitions; nothing where that could not be learnt in time.
  virtual std::optional<group_offsets> read_committed(const group_offsets& partitions,
                                                      std::chrono::milliseconds patience) const = 0;
};

/// Commits a consumer's offsets, with what its records led to. For the consumer's thread.
class offset_committer {
public:
  virtual ~offset_committer() = default;

  /// Does what is due. How long there will be nothing to do, unless something new comes. Waits for
  /// a moment at most; for what the group has, after a commit whose outcome was lost, as long as
  /// for a step (`step_patience`).
  virtual std::chrono::milliseconds step(offset_source& source) = 0;

  /// Ends the commit that is under way. False where that took until `deadline`; then it may wait
  /// for the step that is under way, too, before it gives that commit up.
  virtual bool finish_commit(offset_source& source,
                             std::chrono::steady_clock::time_point deadline) = 0;

  /// Commits all that is ready. False where that took until `deadline`.
  virtual bool commit_all(offset_source& source,
                          std::chrono::steady_clock::time_point deadline) = 0;
};

} // namespace cordon::kafka
