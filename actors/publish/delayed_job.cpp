// SPDX-License-Identifier: Apache-2.0
#include "publish/delayed_job.hpp"

#include "delay/delayed_record.hpp"
#include "publish/dead_letter_record.hpp"

#include <utility>

namespace cordon::publish {

delayed_job::delayed_job(job::record_ptr record, std::string job_id, delay::delay_state state,
                         delay::ladder topics, std::function<int64_t()> now_ms)
    : record_(std::move(record)), job_id_(std::move(job_id)), state_(std::move(state)),
      topics_(std::move(topics)), now_ms_(std::move(now_ms)) {}

kafka::outgoing_record delayed_job::make() {
  auto copy = delay::delayed_copy(*record_, state_, topics_, now_ms_());
  made_for_ = copy.topic;
  made_bytes_ = size_in_topic(copy);
  return copy;
}

bool delayed_job::adapt(const kafka::delivery& refused) {
  if (refused.refusal == kafka::refusal::too_large)
    given_up_ = made_for_ + " does not take its record of " + std::to_string(made_bytes_)
                + " bytes: " + refused.why;
  return false;
}

} // namespace cordon::publish
