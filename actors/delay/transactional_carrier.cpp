// SPDX-License-Identifier: Apache-2.0
#include "delay/transactional_carrier.hpp"

#include "kafka/refusals.hpp"

#include <utility>

namespace cordon::delay {

using kafka::step_patience;
using kafka::step_result;

bool transactional_carrier::make_ready() {
  const auto ready = producer_.make_ready();
  if (!ready.why.empty())
    why_ = ready.why;
  return ready.result == step_result::done;
}

void transactional_carrier::begin(std::vector<kafka::outgoing_record> records,
                                  kafka::group_offsets offsets,
                                  const kafka::group_membership& member) {
  records_ = std::move(records);
  offsets_ = std::move(offsets);
  member_ = member;
  refusals_.clear();
  if (const auto begun = producer_->begin(); begun.result != step_result::done) {
    lose_producer(begun.why);
    return;
  }
  phase_ = phase::sending_offsets;
  for (size_t i = 0; i < records_.size(); ++i)
    if (const auto code = producer_->produce(records_[i], i)) {
      refuse(i, code);
      phase_ = phase::aborting;
      return;
    }
}

fate transactional_carrier::step() {
  while (phase_ != phase::moved && phase_ != phase::failed)
    if (!advance())
      return fate::under_way;
  return phase_ == phase::moved ? fate::moved : fate::failed;
}

bool transactional_carrier::advance() {
  switch (phase_) {
  case phase::sending_offsets:
    return follow(producer_->send_offsets(offsets_, member_, step_patience), phase::committing,
                  phase::aborting);
  case phase::committing: {
    const auto committed = producer_->commit(step_patience);
    note(producer_->take_reports());
    return follow(committed, phase::moved, phase::aborting);
  }
  case phase::aborting: {
    const auto aborted = producer_->abort(step_patience);
    note(producer_->take_reports());
    return follow(aborted, phase::failed, phase::failed);
  }
  case phase::moved:
  case phase::failed:
    break;
  }
  return false;
}

bool transactional_carrier::follow(const kafka::step& taken, phase next, phase otherwise) {
  if (!taken.why.empty())
    why_ = taken.why;
  switch (taken.result) {
  case step_result::done:
    phase_ = next;
    return true;
  case step_result::again:
  case step_result::pending:
    return false;
  case step_result::to_abort:
    if (phase_ == phase::aborting)
      lose_producer(taken.why); // it can't even do that
    phase_ = otherwise;
    return true;
  case step_result::lost:
    lose_producer(taken.why);
    return true;
  }
  return false;
}

void transactional_carrier::give_up() {
  if (phase_ != phase::moved && phase_ != phase::failed)
    lose_producer("a transaction did not end before a rebalance");
}

void transactional_carrier::note(const std::vector<kafka::delivery_report>& reports) {
  for (const auto& report : reports)
    if (report.code != RD_KAFKA_RESP_ERR_NO_ERROR && report.number < records_.size())
      refuse(report.number, report.code);
}

/// What may pass, such as the purge of an abort, refuses nothing.
void transactional_carrier::refuse(size_t index, rd_kafka_resp_err_t code) {
  const auto reason = kafka::refusal_of(code);
  if (!reason)
    return;
  refusals_.push_back({index,
                       {.refusal = *reason, .why = rd_kafka_err2str(code)},
                       kafka::blames_the_batch(code) && records_.size() > 1});
}

void transactional_carrier::lose_producer(const std::string& why) {
  why_ = why;
  producer_.lose(why);
  phase_ = phase::failed;
}

} // namespace cordon::delay
