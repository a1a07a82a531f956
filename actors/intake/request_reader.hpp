// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/profile.hpp"
#include "job/record.hpp"
#include "job/run.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cordon::intake {

/// What a worker expects of the records on its jobs topic.
struct request_settings {
  const job::profile_map& profiles;              ///< must outlive the settings
  std::string default_reply_topic;               ///< always allowed
  std::vector<std::string> allowed_reply_topics; ///< patterns in which '*' stands for any text
  uint32_t max_retries = 10;                     ///< that a job may ask for
};

/// Reads a record: the job, out of a CloudEvent where it is in one, its reply address and what its
/// answer repeats. Every byte of it is hostile. The submission always has a request; a rejected one
/// has as much of the job's header and reply address as could be made out, and one that can't be
/// read or leads off the allow-list is answered on the default reply topic. A job that has expired
/// at `now_ms` (milliseconds since the epoch) has its answer. A copy of a record has the id and the
/// expiry of the first one, and is never due later. Thread-safe. @pre `record` is not null
job::submission read_request(job::record_ptr record, const request_settings& settings,
                             int64_t now_ms);

} // namespace cordon::intake
