// SPDX-License-Identifier: Apache-2.0
#include "intake/ledger.hpp"

namespace cordon::intake {

bool ledger::begin(int64_t offset) {
  if (offset >= next_) {
    unfinished_.emplace_hint(unfinished_.end(), offset, progress::open);
    next_ = offset + 1;
  } else {
    const auto found = unfinished_.find(offset);
    if (found == unfinished_.end() || found->second == progress::open)
      return false;
    found->second = progress::open;
  }
  ++open_;
  return true;
}

void ledger::finish(int64_t offset) {
  const auto found = unfinished_.find(offset);
  if (found == unfinished_.end() || found->second != progress::open)
    return;
  unfinished_.erase(found);
  --open_;
}

void ledger::forget(int64_t offset) {
  const auto found = unfinished_.find(offset);
  if (found == unfinished_.end() || found->second != progress::open)
    return;
  found->second = progress::forgotten;
  --open_;
}

int64_t ledger::committable() const {
  return unfinished_.empty() ? next_ : unfinished_.begin()->first;
}

std::vector<offset_run> ledger::finished_beyond() const {
  std::vector<offset_run> runs;
  int64_t first = committable();
  const auto close_run = [&](int64_t end) {
    if (first < end)
      runs.push_back({first, end});
  };
  for (const auto& [offset, state] : unfinished_) {
    close_run(offset);
    first = offset + 1;
  }
  close_run(next_);
  return runs;
}

} // namespace cordon::intake
