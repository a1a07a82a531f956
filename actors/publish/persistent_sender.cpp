// SPDX-License-Identifier: Apache-2.0
#include "publish/persistent_sender.hpp"

#include <utility>

namespace cordon::publish {

persistent_sender::persistent_sender(io::event_loop& loop, record_sender& sender,
                                     job::health& health, std::string part, retry_delays delays)
    : loop_(loop), sender_(sender), part_(std::move(part)), refusals_(health, delays) {}

void persistent_sender::send(std::unique_ptr<adaptable_record> record, std::function<void()> done,
                             std::function<void(const std::string& why)> given_up) {
  under_way_.emplace(++last_number_,
                     shipment{std::move(record), std::move(done), std::move(given_up)});
  attempt(last_number_);
}

void persistent_sender::clear() {
  under_way_.clear();
  refusals_.clear();
}

void persistent_sender::attempt(uint64_t number) {
  const auto found = under_way_.find(number);
  if (found == under_way_.end())
    return;
  sender_.send(found->second.record->make(),
               [self = weak_from_this(), loop = &loop_, number](const kafka::delivery& delivery) {
                 loop->post([self, number, delivery] {
                   if (const auto sender = self.lock())
                     sender->report(number, delivery);
                 });
               });
}

void persistent_sender::report(uint64_t number, const kafka::delivery& delivery) {
  const auto found = under_way_.find(number);
  if (found == under_way_.end())
    return;
  auto& record = *found->second.record;
  if (delivery.delivered)
    take_out(number).done();
  else if (record.adapt(delivery))
    attempt(number);
  else if (const auto why = record.given_up(); !why.empty() && found->second.given_up)
    take_out(number).given_up(why);
  else
    wait(number, found->second, delivery.why);
}

persistent_sender::shipment persistent_sender::take_out(uint64_t number) {
  auto ended = under_way_.extract(number);
  if (ended.mapped().waits > 0)
    refusals_.taken(part_);
  return std::move(ended.mapped());
}

void persistent_sender::wait(uint64_t number, shipment& waiting, const std::string& why) {
  const auto delay = refusals_.refused(part_, waiting.record->job_id(), waiting.waits, why);
  if (waiting.waits++ == 0)
    waiting.retry = std::make_unique<io::timer>(loop_, [this, number] { attempt(number); });
  waiting.retry->start(delay);
}

} // namespace cordon::publish
