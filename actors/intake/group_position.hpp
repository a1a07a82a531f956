// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/job_flow.hpp"
#include "kafka/group_consumer.hpp"
#include "kafka/offset_committer.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace cordon::intake {

/// Where this worker stands in its group: what is committed, what could be, and under which
/// membership. For the consumer's thread.
class group_position final : public kafka::offset_source {
public:
  /// `flow` outlives this.
  explicit group_position(job_flow& flow) : flow_(flow) {}

  /// The consumer outlives this.
  void set_consumer(kafka::group_consumer& consumer) { consumer_ = &consumer; }

  /// Partitions were assigned: what is committed from now on, is under the present membership.
  void join() { membership_ = consumer_->membership(); }
  /// All that is known to be committed may be another's from now on.
  void forget_commits() { committed_.clear(); }

  /// What is to be committed now; only where that is not committed already.
  kafka::group_offsets uncommitted() const { return offsets_with({}); }

  // -- kafka::offset_source -------------------------------------------------

  kafka::standing standing_of(const job::record& record) const override;
  kafka::group_offsets offsets_with(const std::vector<job::record_ptr>& finished) const override;
  kafka::group_membership membership() const override;
  void committed(const kafka::group_offsets& offsets,
                 const std::vector<job::record_ptr>& finished) override;
  std::optional<kafka::group_offsets>
  read_committed(const kafka::group_offsets& partitions,
                 std::chrono::milliseconds patience) const override;

private:
  job_flow& flow_;
  kafka::group_consumer* consumer_ = nullptr;
  kafka::group_offsets committed_; ///< what the group has of us
  kafka::group_membership membership_;
};

} // namespace cordon::intake
