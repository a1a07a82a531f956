// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"

#include <cstdint>
#include <string>

namespace cordon::job {

/// A result that is to be found by its job's name.
struct stored_result {
  std::string user_id_json; ///< as in job::job
  std::string id;
  std::string json;
  record_position at; ///< the record that is answered
  job_origin first;   ///< the first record of that job, see job::request
  /// Whether the name is free again: the job can be retried, or is a dead letter.
  bool gives_up_claim = false;
};

/// A job that is to run again later.
struct put_off_job {
  std::string user_id_json; ///< as in job::job
  std::string id;
  record_position at; ///< the record of the attempt that failed
  job_origin first;   ///< the first record of that job, see job::request
  int64_t due_ms = 0; ///< since the epoch
};

} // namespace cordon::job
