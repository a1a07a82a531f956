// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"
#include "job/stored_result.hpp"
#include "session/redis_handles.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace cordon::session {

/// Whose a job's name is, as Redis keeps it.
struct held_claim {
  std::string key;               ///< see `claim_key`
  std::string digest;            ///< of the job
  cordon::job::job_origin first; ///< the job's first record

  /// What lies under the key while the job is under way.
  std::string running_text() const;
};

/// The claims of the jobs that are under way in this worker, by their records. A claim in Redis
/// outlives its worker by a lease only, so each is renewed as long as it stands here. Thread-safe.
class claim_leases {
public:
  /// A record was taken up with its claim. One that is taken up again before it was let go is to be
  /// let go as often.
  void take(const job::record_position& at, held_claim claim);
  void let_go(const job::record_position& at);
  void let_go_of_partition(const std::string& topic, int32_t partition);

  /// The record has its result: the digest of what was claimed, "" where nothing was.
  std::string end(const job::record_position& at);

  /// The job of that record runs again later. The command that keeps its claim for so long and
  /// forgets the record's starts; it answers a number.
  command_ptr put_off(const job::put_off_job& job, std::chrono::milliseconds lease);

  /// Commands that renew every claim; each answers a number.
  std::vector<command_ptr> renewals(std::chrono::milliseconds lease) const;

private:
  struct entry {
    held_claim claim;
    job::record_position at;
    uint32_t takers = 1;
  };

  mutable std::mutex mutex_;
  std::map<std::string, entry> by_record_; // by `place_text`; guarded by mutex_
};

} // namespace cordon::session
