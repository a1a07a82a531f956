// SPDX-License-Identifier: Apache-2.0
#include "publish/transactions.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace cordon::publish {

namespace {

using namespace std::chrono_literals;
using kafka::step_patience;
using kafka::step_result;

constexpr auto pause_between_steps = 1ms;
/// An answer wakes whoever waits for it.
constexpr auto patience_for_answer = 50ms;
/// It comes on the consumer's thread, and a step follows.
constexpr auto patience_for_membership = 1s;
constexpr auto pause_after_abort = 100ms;
constexpr auto pause_after_failed_read = 100ms;

} // namespace

transactions::transactions(transaction_settings settings, environment around, job::health& health)
    : settings_(std::move(settings)), around_(std::move(around)), trouble_(health),
      departures_(settings_.limits, settings_.delays, health, around_.now),
      producer_("replies", around_.make_producer, around_.now) {}

transactions::~transactions() = default;

void transactions::publish(finished_record finished) {
  departures_.give(std::move(finished));
  around_.wake();
}

std::chrono::milliseconds transactions::step(kafka::offset_source& source) {
  while (advance(source, false)) {
  }
  return until_due(source);
}

std::chrono::milliseconds transactions::until_due(const kafka::offset_source& source) const {
  if (awaits_answer_)
    return patience_for_answer;
  if (is_in_transaction())
    return 0ms;
  if (phase_ == phase::in_doubt)
    return pause_after_failed_read;
  if (phase_ == phase::idle && !source.membership())
    return patience_for_membership;
  const auto due =
      phase_ == phase::preparing
          ? producer_.next_try()
          : std::max(next_begin_, std::min(next_offsets_, departures_.next_due(source)));
  return std::max(1ms, std::chrono::ceil<std::chrono::milliseconds>(due - around_.now()));
}

bool transactions::finish_commit(kafka::offset_source& source, clock::time_point deadline) {
  return finish(source, deadline, false);
}

bool transactions::commit_all(kafka::offset_source& source, clock::time_point deadline) {
  return finish(source, deadline, true);
}

bool transactions::finish(kafka::offset_source& source, clock::time_point deadline,
                          bool everything) {
  while (true) {
    const bool is_moving = (everything || is_in_transaction()) && advance(source, everything);
    if (!is_in_transaction() && (!everything || (!is_moving && phase_ == phase::idle)))
      return true;
    if (around_.now() >= deadline)
      break;
    if (!is_moving)
      std::this_thread::sleep_for(pause_between_steps);
  }
  // Under the next membership these offsets may be another worker's; and librdkafka can't abort
  // while it still sends them. Once they are sent, the next owner waits for the transaction's end.
  if (phase_ == phase::sending_offsets) {
    lose_producer("offsets could not be sent before a rebalance");
    put_back();
  }
  return false;
}

bool transactions::is_in_transaction() const {
  return phase_ == phase::sending_offsets || phase_ == phase::committing
         || phase_ == phase::aborting;
}

bool transactions::advance(kafka::offset_source& source, bool has_to_begin) {
  switch (phase_) {
  case phase::preparing:
    return prepare();
  case phase::in_doubt:
    return resolve(source);
  case phase::idle:
    return begin(source, has_to_begin);
  case phase::sending_offsets:
    return send_offsets(source);
  case phase::committing:
    return commit(source);
  case phase::aborting:
    return abort();
  }
  return false;
}

// -- the producer ---------------------------------------------------------------

bool transactions::prepare() {
  const auto ready = note(producer_.make_ready());
  if (ready.result == step_result::again)
    in_trouble(ready.why);
  if (ready.result != step_result::done)
    return false;
  phase_ = is_in_doubt_ ? phase::in_doubt : phase::idle;
  // Until there is something to commit, that is all that can be known of the broker.
  if (!is_in_doubt_ && batch_.is_empty())
    trouble_.over();
  return true;
}

/// The new producer has ended what the old one left, one way or the other: as a whole, so what the
/// group has of any partition that stayed this worker's tells of all. Others may be further by now.
bool transactions::resolve(kafka::offset_source& source) {
  const auto ours = offsets_of_ours(source);
  const auto found = ours.empty() ? ours : source.read_committed(ours, step_patience);
  if (!found) {
    in_trouble("whether the last transaction was committed cannot be read");
    return false;
  }
  is_in_doubt_ = false;
  offsets_ = ours;
  std::erase_if(offsets_, [&](const auto& entry) {
    const auto at = found->find(entry.first);
    return at == found->end() || at->second != entry.second;
  });
  if (offsets_.empty())
    put_back();
  else
    settle(source);
  // There may be nothing to commit for long.
  if (ours.empty())
    trouble_.over();
  phase_ = phase::idle;
  return true;
}

/// Of partitions in which this worker finished something with the transaction, and which it has not
/// lost since: offsets that came along for others may be the group's from before.
kafka::group_offsets transactions::offsets_of_ours(const kafka::offset_source& source) const {
  kafka::group_offsets ours;
  for (const auto& record : batch_.records())
    if (source.standing_of(*record) != kafka::standing::gone)
      if (const auto at = offsets_.find(job::partition_of(record->at)); at != offsets_.end())
        ours.insert(*at);
  return ours;
}

/// Before the batch is put back: librdkafka refers to its bytes.
void transactions::lose_producer(const std::string& why) {
  in_trouble(why);
  producer_.lose(why);
  phase_ = phase::preparing;
}

void transactions::put_back() {
  departures_.put_back(batch_, around_.now());
}

// -- a transaction ----------------------------------------------------------------

bool transactions::begin(kafka::offset_source& source, bool has_to_begin) {
  const auto now = around_.now();
  if (!source.membership() || (now < next_begin_ && !has_to_begin))
    return false;
  departures_.fill(batch_, source, *producer_, now);
  if (batch_.is_empty() && now < next_offsets_ && !has_to_begin)
    return false;
  next_offsets_ = now + settings_.offsets_interval;
  offsets_ = source.offsets_with(batch_.records());
  if (batch_.is_empty() && offsets_.empty())
    return false;
  next_begin_ = now + settings_.interval;
  if (const auto begun = producer_->begin(); begun.result != step_result::done) {
    lose_producer(begun.why);
    put_back();
    return false;
  }
  phase_ = batch_.produce(*producer_) ? phase::sending_offsets : phase::aborting;
  return true;
}

bool transactions::send_offsets(kafka::offset_source& source) {
  const auto member = source.membership();
  if (!member || offsets_.empty()) {
    phase_ = member ? phase::committing : phase::aborting;
    return true;
  }
  const auto sent = note(producer_->send_offsets(offsets_, member, step_patience));
  switch (sent.result) {
  case step_result::pending:
    return false;
  case step_result::done:
    phase_ = phase::committing;
    return true;
  case step_result::again:
    in_trouble(sent.why);
    return false;
  case step_result::to_abort:
    in_trouble(sent.why);
    phase_ = phase::aborting;
    return true;
  case step_result::lost:
    lose_producer(sent.why);
    put_back();
    return false;
  }
  return false;
}

bool transactions::commit(kafka::offset_source& source) {
  const auto committed = note(producer_->commit(step_patience));
  batch_.note(producer_->take_reports());
  switch (committed.result) {
  case step_result::pending:
    return false;
  case step_result::done:
    settle(source);
    phase_ = phase::idle;
    return true;
  case step_result::again:
    in_trouble(committed.why);
    return false;
  case step_result::to_abort:
    in_trouble(committed.why);
    phase_ = phase::aborting;
    return true;
  case step_result::lost:
    is_in_doubt_ = true;
    lose_producer(committed.why);
    return false;
  }
  return false;
}

bool transactions::abort() {
  const auto aborted = note(producer_->abort(step_patience));
  batch_.note(producer_->take_reports());
  switch (aborted.result) {
  case step_result::pending:
    return false;
  case step_result::done:
    if (batch_.refusals().empty())
      next_begin_ = around_.now() + pause_after_abort;
    put_back();
    phase_ = phase::idle;
    return true;
  case step_result::again:
    in_trouble(aborted.why);
    return false;
  case step_result::to_abort:
  case step_result::lost:
    lose_producer(aborted.why);
    put_back();
    return false;
  }
  return false;
}

kafka::step transactions::note(kafka::step taken) {
  awaits_answer_ = taken.result == step_result::pending;
  return taken;
}

void transactions::settle(kafka::offset_source& source) {
  source.committed(offsets_, batch_.records());
  departures_.settle(batch_);
  trouble_.over();
}

} // namespace cordon::publish
