// SPDX-License-Identifier: Apache-2.0
#include "kafka/broker_watch.hpp"

#include "job/log.hpp"

namespace cordon::kafka {

namespace {

constexpr std::chrono::seconds between_questions{1};
constexpr std::chrono::seconds rejection_lasts{5};

} // namespace

broker_watch::broker_watch(std::string name, std::function<void(std::string why)> tell)
    : name_(std::move(name)), tell_(std::move(tell)) {}

void broker_watch::suspect(std::string why, clock::time_point now) {
  if (suspicion_.empty())
    ask_at_ = now;
  suspicion_ = why.empty() ? "no broker is connected" : std::move(why);
}

void broker_watch::answered() {
  suspicion_.clear();
  rejected_at_.reset();
  if (!std::exchange(is_down_, false))
    return;
  job::log_event(job::log_level::warn, "broker_back", {{"producer", name_}});
  if (tell_)
    tell_("");
}

void broker_watch::not_answered(clock::time_point now) {
  ask_at_ = now + between_questions;
  tell_down(suspicion_);
}

void broker_watch::rejected(const std::string& why, clock::time_point now) {
  rejected_at_ = now;
  tell_down(why);
}

bool broker_watch::is_to_ask(clock::time_point now) const {
  return !suspicion_.empty() && now >= ask_at_;
}

void broker_watch::tick(clock::time_point now) {
  if (rejected_at_ && suspicion_.empty() && now - *rejected_at_ >= rejection_lasts)
    answered();
}

void broker_watch::tell_down(const std::string& why) {
  if (std::exchange(is_down_, true))
    return;
  job::log_event(job::log_level::warn, "waiting_for_broker", {{"producer", name_}, {"why", why}});
  if (tell_)
    tell_(why);
}

} // namespace cordon::kafka
