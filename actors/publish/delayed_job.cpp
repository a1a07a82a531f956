// SPDX-License-Identifier: Apache-2.0
#include "publish/delayed_job.hpp"

#include "delay/delayed_record.hpp"

#include <utility>

namespace cordon::publish {

delayed_job::delayed_job(job::record_ptr record, delay::delay_state state, delay::ladder topics,
                         dead_letter otherwise, std::function<int64_t()> now_ms)
    : record_(std::move(record)), state_(std::move(state)), topics_(std::move(topics)),
      otherwise_(std::move(otherwise)), now_ms_(std::move(now_ms)) {}

kafka::outgoing_record delayed_job::make() {
  if (!is_dead_)
    if (auto copy = delay::delayed_copy(*record_, state_, topics_, now_ms_()))
      return std::move(*copy);
  is_dead_ = true;
  return otherwise_.make();
}

bool delayed_job::adapt(const kafka::delivery& refused) {
  if (is_dead_)
    return otherwise_.adapt(refused);
  is_dead_ = refused.refusal == kafka::refusal::too_large;
  return is_dead_;
}

} // namespace cordon::publish
