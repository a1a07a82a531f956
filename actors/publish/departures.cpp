// SPDX-License-Identifier: Apache-2.0
#include "publish/departures.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cordon::publish {

namespace {

/// How long a batch waits for what is asked about topics. Producers choose their names.
constexpr auto patience_for_targets = std::chrono::milliseconds(100);

} // namespace

void departures::give(finished_record finished) {
  ++waiting_count_;
  std::lock_guard lock(mutex_);
  given_.push_back(std::move(finished));
}

void departures::take_in() {
  std::vector<finished_record> given;
  {
    std::lock_guard lock(mutex_);
    given.swap(given_);
  }
  for (auto& finished : given) {
    departing_record one{std::move(finished)};
    for (const auto& output : one.finished.outputs) {
      one.sent.push_back(output.record->make());
      one.bytes += kafka::bytes_of(one.sent.back());
    }
    waiting_bytes_ += one.bytes;
    ready_.push_back(std::move(one));
  }
}

void departures::take_what_is_due(clock::time_point now) {
  std::erase_if(delayed_, [&](auto& one) {
    if (one.due > now)
      return false;
    ready_.push_back(std::move(one.departing));
    return true;
  });
}

void departures::fill(transaction_batch& batch, const kafka::offset_source& source,
                      kafka::transactional_producer& producer, clock::time_point now) {
  take_in();
  take_what_is_due(now);
  std::deque<departing_record> left;
  size_t bytes = 0;
  bool is_full = false;
  const auto latest_question = now + patience_for_targets;
  for (auto& one : ready_) {
    const auto standing = source.standing_of(*one.finished.record);
    if (standing == kafka::standing::gone) {
      forget(one);
      continue;
    }
    is_full = is_full || batch.size() >= limits_.max_records || bytes >= limits_.max_bytes
              || (one.has_to_go_alone && !batch.is_empty());
    // Once begun, a record gets all its answers: each batch is a step forward.
    if (is_full || standing == kafka::standing::held
        || (!knows_targets(one, now) && now_() >= latest_question)) {
      left.push_back(std::move(one));
      continue;
    }
    if (!prepare(one, producer, now))
      continue;
    bytes += one.bytes;
    is_full = one.has_to_go_alone;
    batch.add(std::move(one));
  }
  ready_ = std::move(left);
}

departures::clock::time_point departures::next_due(const kafka::offset_source& source) const {
  {
    std::lock_guard lock(mutex_);
    if (!given_.empty())
      return clock::time_point::min();
  }
  for (const auto& one : ready_)
    if (source.standing_of(*one.finished.record) != kafka::standing::held)
      return clock::time_point::min();
  auto due = clock::time_point::max();
  for (const auto& one : delayed_)
    due = std::min(due, one.due);
  return due;
}

bool departures::knows_targets(const departing_record& one, clock::time_point now) const {
  return std::ranges::all_of(one.sent,
                             [&](const auto& output) { return targets_.knows(output, now); });
}

/// Finds a form of each output that can be sent. False where there is none: then it waits.
bool departures::prepare(departing_record& one, kafka::transactional_producer& producer,
                         clock::time_point now) {
  for (size_t output = 0; output < one.sent.size(); ++output)
    while (const auto obstacle = targets_.obstacle(producer, one.sent[output], now)) {
      auto& record = *one.finished.outputs[output].record;
      if (!record.adapt(*obstacle)) {
        put_aside(std::move(one), output, obstacle->why, now);
        return false;
      }
      one.sent[output] = record.make();
    }
  return true;
}

void departures::put_back(transaction_batch& batch, clock::time_point now) {
  const auto refusals = batch.refusals();
  auto kept = batch.take();
  for (const auto& refusal : refusals)
    answer_refusal(kept[refusal.record], refusal, now);
  std::erase_if(kept, [](const auto& one) { return !one.finished.record; });
  ready_.insert(ready_.begin(), std::make_move_iterator(kept.begin()),
                std::make_move_iterator(kept.end()));
}

/// Leaves nothing in `one` where it has to wait.
void departures::answer_refusal(departing_record& one, const transaction_batch::refusal& refusal,
                                clock::time_point now) {
  if (!one.finished.record)
    return; // it waits already, for another output
  if (refusal.may_be_a_neighbours) {
    one.has_to_go_alone = true;
    return;
  }
  if (refusal.what.refusal == kafka::refusal::too_large)
    targets_.note_too_large(one.sent[refusal.output], now);
  auto& record = *one.finished.outputs[refusal.output].record;
  const bool has_another_form = record.adapt(refusal.what);
  one.sent[refusal.output] = record.make();
  if (!has_another_form)
    put_aside(std::exchange(one, {}), refusal.output, refusal.what.why, now);
}

/// There is no form of that output to try: it waits, or is given up.
void departures::put_aside(departing_record one, size_t output, const std::string& why,
                           clock::time_point now) {
  const auto end = one.finished.outputs[output].record->given_up();
  if (end.empty() || !one.finished.given_up)
    return delay(std::move(one), output, why, now);
  forget(one);
  one.finished.given_up(end);
}

void departures::delay(departing_record one, size_t output, const std::string& why,
                       clock::time_point now) {
  const auto& refused = one.finished.outputs[output];
  const auto delay = refusals_.refused(refused.part, refused.record->job_id(), one.waits, why);
  if (one.waits++ == 0)
    one.waits_for = refused.part;
  delayed_.push_back({std::move(one), now + delay});
}

void departures::forget(const departing_record& one) {
  --waiting_count_;
  waiting_bytes_ -= one.bytes;
  if (one.waits > 0)
    refusals_.taken(one.waits_for);
}

void departures::settle(transaction_batch& batch) {
  for (auto& one : batch.take()) {
    forget(one);
    if (one.finished.published)
      one.finished.published();
  }
}

} // namespace cordon::publish
