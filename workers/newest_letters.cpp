// SPDX-License-Identifier: Apache-2.0
#include "newest_letters.hpp"

#include <utility>

namespace cordon::workers {

void newest_letters::add(dead_letter letter) {
  const age key{letter.timestamp_ms, letter.at.partition, letter.at.offset};
  kept_.insert_or_assign(key, std::move(letter));
  if (kept_.size() > limit_)
    kept_.erase(kept_.begin());
}

std::vector<dead_letter> newest_letters::take() {
  std::vector<dead_letter> all;
  all.reserve(kept_.size());
  for (auto& [key, letter] : kept_)
    all.push_back(std::move(letter));
  kept_.clear();
  return all;
}

} // namespace cordon::workers
