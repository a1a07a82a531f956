// SPDX-License-Identifier: Apache-2.0
#include "kafka/lasting_producer.hpp"

#include "job/log.hpp"

#include <utility>

namespace cordon::kafka {

namespace {

constexpr auto pause_after_loss = std::chrono::seconds(1);

} // namespace

step lasting_producer::make_ready() {
  if (is_initialised_)
    return {};
  if (!producer_) {
    if (now_() < next_try_)
      return {step_result::again, why_};
    auto made = make_();
    if (!made) {
      next_try_ = now_() + pause_after_loss;
      why_ = made.error().text();
      return {step_result::again, why_};
    }
    producer_ = std::move(*made);
  }
  auto done = producer_->init(step_patience);
  if (done.result == step_result::to_abort || done.result == step_result::lost) {
    lose(done.why);
    return {step_result::again, why_};
  }
  is_initialised_ = done.result == step_result::done;
  return done;
}

void lasting_producer::lose(const std::string& why) {
  job::log_event(job::log_level::warn, "transactional_producer_lost", {{"of", of_}, {"why", why}});
  why_ = why;
  producer_.reset();
  is_initialised_ = false;
  next_try_ = now_() + pause_after_loss;
}

} // namespace cordon::kafka
