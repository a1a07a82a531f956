// SPDX-License-Identifier: Apache-2.0
#include "delay/mover_health.hpp"

#include "job/log.hpp"

#include <utility>

namespace cordon::delay {

namespace {

using namespace std::chrono_literals;

/// Trouble that passes sooner is not worth a word.
constexpr auto trouble_to_tell = 2s;
/// Trouble that is not heard of for so long is over.
constexpr auto trouble_ends = 10s;
constexpr auto part = "delay_topics";

} // namespace

void mover_health::trouble(const std::string& why, clock::time_point now) {
  if (!first_trouble_ || now - last_trouble_ >= trouble_ends)
    first_trouble_ = now;
  last_trouble_ = now;
  trouble_ = why;
}

void mover_health::unreadable(const job::partition& at, const std::string& why) {
  unreadable_[at] = why;
}

std::string mover_health::known_problem(clock::time_point now) {
  if (!unreadable_.empty()) {
    const auto& [at, why] = *unreadable_.begin();
    return "a batch of " + at.name() + " can't be read: " + why;
  }
  if (first_trouble_ && last_trouble_ - *first_trouble_ >= trouble_to_tell
      && now - last_trouble_ < trouble_ends)
    return trouble_;
  return {};
}

void mover_health::missing(const std::vector<std::string>& topics) {
  std::string all;
  for (const auto& topic : topics)
    all += (all.empty() ? "" : ", ") + topic;
  if (!all.empty() && !is_missing_told_)
    job::log_event(job::log_level::warn, "delay_topics_missing",
                   {{"topics", all}, {"what_to_do", "cordon topics create"}});
  is_missing_told_ = !all.empty();
}

void mover_health::tell(std::string problem, clock::time_point now) {
  if (problem.empty())
    problem = known_problem(now);
  if (problem == told_)
    return;
  const bool was_fine = told_.empty();
  told_ = std::move(problem);
  if (told_.empty()) {
    health_.clear(part);
    job::log_event(job::log_level::info, "delayed_records_move_again");
    return;
  }
  health_.set(part, told_);
  if (was_fine)
    job::log_event(job::log_level::warn, "delayed_records_wait", {{"why", told_}});
}

} // namespace cordon::delay
