// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "delay/delay_headers.hpp"
#include "delay/ladder.hpp"
#include "job/wall_clock.hpp"
#include "publish/dead_letter.hpp"

#include <functional>
#include <optional>
#include <string>

namespace cordon::publish {

/// The copy of a job's record that waits until it is due, on its way to the delay topic that comes
/// first. A dead letter where that topic does not take it for its size.
class delayed_job final : public adaptable_record {
public:
  /// `otherwise` is what becomes of it where it can't be delayed.
  delayed_job(job::record_ptr record, delay::delay_state state, delay::ladder topics,
              dead_letter otherwise,
              std::function<int64_t()> now_ms = job::milliseconds_since_epoch);

  /// Chosen anew each time: what waits for its topic comes nearer to its due time.
  kafka::outgoing_record make() override;
  bool adapt(const kafka::delivery& refused) override;
  const std::string& job_id() const override { return otherwise_.job_id(); }

private:
  job::record_ptr record_;
  delay::delay_state state_;
  delay::ladder topics_;
  dead_letter otherwise_;
  std::function<int64_t()> now_ms_;
  bool is_dead_ = false;
};

} // namespace cordon::publish
