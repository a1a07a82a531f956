// SPDX-License-Identifier: Apache-2.0
#include "delay/ladder.hpp"

#include <algorithm>
#include <utility>

namespace cordon::delay {

using namespace std::chrono_literals;

std::vector<rung> default_rungs() {
  return {{"-delay-1s", 1s},
          {"-delay-10s", 10s},
          {"-delay-1m", 1min},
          {"-delay-10m", 10min},
          {"-delay-1h", 1h}};
}

ladder::ladder(std::string jobs_topic, std::vector<rung> rungs)
    : jobs_topic_(std::move(jobs_topic)), rungs_(std::move(rungs)) {}

std::vector<std::string> ladder::topics() const {
  std::vector<std::string> all;
  for (const auto& one : rungs_)
    all.push_back(jobs_topic_ + one.suffix);
  return all;
}

const rung* ladder::find(const std::string& topic) const {
  for (const auto& one : rungs_)
    if (topic == jobs_topic_ + one.suffix)
      return &one;
  return nullptr;
}

const rung& ladder::rung_for(std::chrono::milliseconds remaining) const {
  const auto longer =
      std::ranges::find_if(rungs_, [&](const rung& one) { return one.length > remaining; });
  return longer == rungs_.begin() ? rungs_.front() : *std::prev(longer);
}

std::string ladder::next_topic(int64_t due_ms, int64_t now_ms) const {
  if (due_ms <= now_ms)
    return jobs_topic_;
  // What lies further away than the longest rung goes there anyway.
  const auto longest = rungs_.back().length;
  const auto far =
      now_ms > due_ms - longest.count() ? std::chrono::milliseconds(due_ms - now_ms) : longest;
  return jobs_topic_ + rung_for(far).suffix;
}

int64_t ladder::leaves_at(const rung& from, int64_t due_ms, int64_t appended_ms, int64_t now_ms) {
  return std::min(due_ms, std::min(appended_ms, now_ms) + from.length.count());
}

} // namespace cordon::delay
