// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "delay/delay_headers.hpp"
#include "delay/ladder.hpp"
#include "job/wall_clock.hpp"
#include "publish/persistent_sender.hpp"

#include <functional>
#include <string>

namespace cordon::publish {

/// The copy of a job's record that waits until it is due, on its way to the delay topic that comes
/// first. Gives itself up where that topic does not take it for its size.
class delayed_job final : public adaptable_record {
public:
  /// @pre nothing keeps `record` from being delayed (see obstacle_to_delay)
  delayed_job(job::record_ptr record, std::string job_id, delay::delay_state state,
              delay::ladder topics,
              std::function<int64_t()> now_ms = job::milliseconds_since_epoch);

  /// Chosen anew each time: what waits for its topic comes nearer to its due time.
  kafka::outgoing_record make() override;
  bool adapt(const kafka::delivery& refused) override;
  std::string given_up() const override { return given_up_; }
  const std::string& job_id() const override { return job_id_; }

private:
  job::record_ptr record_;
  std::string job_id_;
  delay::delay_state state_;
  delay::ladder topics_;
  std::function<int64_t()> now_ms_;
  std::string made_for_; ///< the topic of what was tried last
  size_t made_bytes_ = 0;
  std::string given_up_;
};

} // namespace cordon::publish
