// SPDX-License-Identifier: Apache-2.0
#include "publish/refusal_log.hpp"

#include "job/log.hpp"

#include <algorithm>

namespace cordon::publish {

std::chrono::milliseconds refusal_log::refused(const std::string& part, const std::string& job_id,
                                               uint32_t times, const std::string& why) {
  if (times == 0) {
    ++waiting_[part];
    job::log_event(job::log_level::warn, "record_refused",
                   {{"part", part}, {"job", job_id}, {"why", why}});
  }
  health_.set(part, why);
  const auto doublings = std::min<uint32_t>(times, 16); // so that nothing overflows
  return std::min(delays_.longest, delays_.first * (int64_t{1} << doublings));
}

void refusal_log::taken(const std::string& part) {
  const auto found = waiting_.find(part);
  if (found == waiting_.end() || --found->second != 0)
    return;
  waiting_.erase(found);
  if (health_.clear(part))
    job::log_event(job::log_level::info, "records_taken_again", {{"part", part}});
}

} // namespace cordon::publish
