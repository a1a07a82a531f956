// SPDX-License-Identifier: Apache-2.0
#include "jail/nursery.hpp"

#include "jail/zygote_terms.hpp"

#include <algorithm>

namespace cordon::jail {

namespace {

using clock = std::chrono::steady_clock;

constexpr auto pause_between_looks = std::chrono::milliseconds(20);

} // namespace

std::shared_ptr<nursery> nursery::make(io::event_loop& loop, std::string program) {
  return std::shared_ptr<nursery>(new nursery(loop, std::move(program)));
}

nursery::nursery(io::event_loop& loop, std::string program)
    : loop_(loop), program_(std::move(program)), next_look_(loop, [this] { look(); }) {}

nursery::~nursery() {
  for (const auto& one : leaving_)
    one.one->wait(
        std::max(std::chrono::milliseconds(0),
                 std::chrono::ceil<std::chrono::milliseconds>(one.give_up - clock::now())));
}

expected<std::shared_ptr<zygote>> nursery::start(const setup& setup) {
  auto started = zygote::start(loop_, program_, setup);
  if (!started)
    return tl::unexpected<error>(started.error());
  return std::shared_ptr<zygote>(started->release(), [self = shared_from_this()](zygote* one) {
    self->see_off(std::unique_ptr<zygote>(one));
  });
}

void nursery::see_off(std::unique_ptr<zygote> one) {
  one->let_go();
  leaving_.push_back({std::move(one), clock::now() + patience_with_zygote});
  next_look_.start(pause_between_looks);
}

void nursery::look() {
  std::erase_if(leaving_,
                [](const auto& one) { return one.one->wait(std::chrono::milliseconds(0)); });
  for (const auto& late : leaving_)
    if (clock::now() > late.give_up)
      late.one->kill();
  if (!leaving_.empty())
    next_look_.start(pause_between_looks);
}

expected<std::shared_ptr<zygote>> zygote_supply::at_hand(nursery& from, const setup& setup) {
  if (current_ && !current_->has_ended() && !current_->is_spent(places_))
    return current_;
  auto started = from.start(setup);
  // What was forked of the one before keeps that alive.
  if (started)
    current_ = *started;
  return started;
}

void zygote_supply::give_up_if_barren(const zygote& parent) {
  if (is_current(&parent) && !parent.has_borne())
    current_.reset();
}

} // namespace cordon::jail
