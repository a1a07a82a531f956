// SPDX-License-Identifier: Apache-2.0
#include "publish/direct_outlet.hpp"

#include <utility>

namespace cordon::publish {

void direct_outlet::publish(finished_record finished) {
  auto outputs = std::move(finished.outputs);
  const auto awaited = std::make_shared<size_t>(outputs.size());
  const auto arrived = [awaited, published = std::move(finished.published)] {
    if (--*awaited == 0)
      published();
  };
  for (auto& one : outputs)
    sender_of(one.part).send(std::move(one.record), arrived, finished.given_up);
}

void direct_outlet::clear() {
  for (auto& [part, sender] : senders_)
    sender->clear();
}

persistent_sender& direct_outlet::sender_of(const std::string& part) {
  auto& sender = senders_[part];
  if (!sender)
    sender = std::make_shared<persistent_sender>(loop_, sender_, health_, part, delays_);
  return *sender;
}

} // namespace cordon::publish
