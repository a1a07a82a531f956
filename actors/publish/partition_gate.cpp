// SPDX-License-Identifier: Apache-2.0
#include "publish/partition_gate.hpp"

namespace cordon::publish {

void partition_gate::pass(const partition& which, generation of, std::function<void()> passage) {
  const auto found = standings_.find(which);
  if (found == standings_.end())
    return passage();
  auto& its = found->second;
  if (of != its.current)
    return;
  if (its.is_held)
    its.waiting.push_back(std::move(passage));
  else
    passage();
}

void partition_gate::release(const partition& which) {
  auto& its = standings_[which];
  its.is_held = false;
  for (const auto& passage : std::exchange(its.waiting, {}))
    passage();
}

void partition_gate::discard(const partition& which) {
  auto& its = standings_[which];
  ++its.current;
  its.is_held = false;
  its.waiting.clear();
}

} // namespace cordon::publish
