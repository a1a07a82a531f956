// SPDX-License-Identifier: Apache-2.0
#include "publish/transaction_batch.hpp"

#include "kafka/refusals.hpp"

#include <utility>

namespace cordon::publish {

void transaction_batch::add(departing_record one) {
  departing_.push_back(std::move(one));
}

bool transaction_batch::produce(kafka::transactional_producer& producer) {
  places_.clear();
  for (size_t record = 0; record < departing_.size(); ++record)
    for (size_t output = 0; output < departing_[record].sent.size(); ++output) {
      const auto number = places_.size();
      places_.push_back({record, output});
      if (const auto code = producer.produce(departing_[record].sent[output], number)) {
        refuse(places_.back(), code);
        return false;
      }
    }
  return true;
}

void transaction_batch::note(const std::vector<kafka::delivery_report>& reports) {
  for (const auto& report : reports)
    if (report.code != RD_KAFKA_RESP_ERR_NO_ERROR && report.number < places_.size())
      refuse(places_[report.number], report.code);
}

/// What may pass, such as a time-out or the purge of an abort, refuses nothing.
void transaction_batch::refuse(const place& at, rd_kafka_resp_err_t code) {
  const auto reason = kafka::refusal_of(code);
  if (!reason)
    return;
  kafka::delivery what;
  what.refusal = *reason;
  what.why = rd_kafka_err2str(code);
  refusals_.push_back(
      {at.record, at.output, std::move(what), kafka::blames_the_batch(code) && places_.size() > 1});
}

std::vector<job::record_ptr> transaction_batch::records() const {
  std::vector<job::record_ptr> all;
  all.reserve(departing_.size());
  for (const auto& one : departing_)
    all.push_back(one.finished.record);
  return all;
}

std::vector<departing_record> transaction_batch::take() {
  places_.clear();
  refusals_.clear();
  return std::exchange(departing_, {});
}

} // namespace cordon::publish
