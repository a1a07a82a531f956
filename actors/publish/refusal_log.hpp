// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/health.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

namespace cordon::publish {

/// How long to wait before a refused record is tried again: doubled with each refusal.
struct retry_delays {
  std::chrono::milliseconds first{1'000};
  std::chrono::milliseconds longest{30'000};
};

/// What is said of records that no topic takes: health has it while there is one, the log has the
/// first refusal of each, and the end. For one thread.
class refusal_log {
public:
  /// `health` outlives this.
  refusal_log(job::health& health, retry_delays delays) : health_(health), delays_(delays) {}

  /// A record was refused for the `times`th time (0: the first): how long it has to wait.
  std::chrono::milliseconds refused(const std::string& part, const std::string& job_id,
                                    uint32_t times, const std::string& why);

  /// A record that was refused before is in its topic.
  void taken(const std::string& part);

  /// Forgets all; health is left as it is.
  void clear() { waiting_.clear(); }

private:
  job::health& health_;
  retry_delays delays_;
  std::map<std::string, size_t> waiting_; ///< records, by part
};

} // namespace cordon::publish
