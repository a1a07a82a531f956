// SPDX-License-Identifier: Apache-2.0
#include "delay/resting_partitions.hpp"

namespace cordon::delay {

void resting_partitions::begin(const job::partition& at, int64_t offset, int64_t until_ms,
                               bool is_wait) {
  rests_[at] = {offset, until_ms, is_wait};
}

std::vector<resting_partitions::waking> resting_partitions::wake(int64_t now_ms) {
  std::vector<waking> woken;
  for (auto& [at, one] : rests_)
    if (!one.is_over && one.until_ms <= now_ms) {
      one.is_over = true;
      woken.push_back({at, one.offset, one.is_wait});
    }
  return woken;
}

bool resting_partitions::is_resting(const job::partition& at) const {
  const auto found = rests_.find(at);
  return found != rests_.end() && !found->second.is_over;
}

bool resting_partitions::has_waited(const job::partition& at, int64_t offset) const {
  const auto found = rests_.find(at);
  return found != rests_.end() && found->second.is_wait && found->second.is_over
         && found->second.offset == offset;
}

} // namespace cordon::delay
