// SPDX-License-Identifier: Apache-2.0
#include "publish/partition_gate.hpp"

#include <utility>

namespace cordon::publish {

void partition_gate::pass(const job::partition& which, generation of, std::function<void()> go_on) {
  const auto found = standings_.find(which);
  if (found == standings_.end())
    return go_on();
  auto& its = found->second;
  if (of != its.current)
    return;
  if (its.is_held)
    its.waiting.push_back(std::move(go_on));
  else
    go_on();
}

void partition_gate::release(const job::partition& which) {
  auto& its = standings_[which];
  its.is_held = false;
  for (const auto& go_on : std::exchange(its.waiting, {}))
    go_on();
}

void partition_gate::discard(const job::partition& which) {
  auto& its = standings_[which];
  ++its.current;
  its.is_held = false;
  its.waiting.clear();
}

} // namespace cordon::publish
