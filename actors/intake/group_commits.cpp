// SPDX-License-Identifier: Apache-2.0
#include "intake/group_commits.hpp"

#include "job/log.hpp"

#include <algorithm>
#include <thread>

namespace cordon::intake {

namespace {

using namespace std::chrono_literals;

constexpr auto health_part = "commits";
/// The group waits for it with all its members.
constexpr auto patience_in_rebalance = 5s;
/// At the end, where a commit fails at once.
constexpr auto pause_after_failure = 100ms;

} // namespace

void group_commits::set_consumer(kafka::group_consumer& consumer) {
  consumer_ = &consumer;
  position_.set_consumer(consumer);
}

std::chrono::milliseconds group_commits::step(clock::time_point now) {
  if (settings_.committer) {
    // Others come and go while this member keeps its partitions: the group's generation is what
    // it is now.
    if (position_.membership() && consumer_->is_cooperative())
      position_.join();
    return settings_.committer->step(position_);
  }
  if (now >= next_) {
    next_ = now + settings_.interval;
    if (const auto offsets = position_.uncommitted(); !offsets.empty())
      consumer_->commit(offsets);
  }
  return std::chrono::ceil<std::chrono::milliseconds>(next_ - now);
}

void group_commits::leave(bool are_lost) {
  if (settings_.committer) {
    if (!settings_.committer->finish_commit(position_, clock::now() + patience_in_rebalance))
      job::log_event(job::log_level::warn, "transaction_outlasts_rebalance",
                     {{"topic", settings_.topic}});
  } else if (!are_lost) {
    if (const auto offsets = position_.uncommitted(); !offsets.empty())
      committed(offsets, consumer_->commit_now(offsets));
  }
  position_.forget_commits();
}

void group_commits::commit_all(clock::time_point deadline) {
  if (settings_.committer) {
    settings_.committer->commit_all(position_, deadline);
    return;
  }
  for (auto offsets = position_.uncommitted(); !offsets.empty();
       offsets = position_.uncommitted()) {
    const auto why = consumer_->commit_now(offsets);
    committed(offsets, why);
    const auto left = deadline - clock::now();
    if (left <= clock::duration::zero())
      return;
    if (!why.empty())
      std::this_thread::sleep_for(std::min<clock::duration>(left, pause_after_failure));
  }
}

void group_commits::committed(const kafka::group_offsets& offsets, const std::string& why) {
  if (why.empty()) {
    health_.clear(health_part);
    position_.committed(offsets, {});
  } else if (health_.set(health_part, why)) {
    // It is tried again with the next commit.
    job::log_event(job::log_level::warn, "offsets_not_committed",
                   {{"topic", settings_.topic}, {"why", why}});
  }
}

} // namespace cordon::intake
