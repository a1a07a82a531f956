// SPDX-License-Identifier: Apache-2.0
#include "publish/reply_targets.hpp"

namespace cordon::publish {

namespace {

constexpr auto patience = std::chrono::milliseconds(500);
/// A topic seldom goes away; one that is missing may be made at any moment.
constexpr auto trust_in_presence = std::chrono::seconds(60);
constexpr auto trust_in_obstacle = std::chrono::seconds(5);
/// Each refusal for its size costs a transaction; an operator seldom changes a limit.
constexpr auto trust_in_limit = std::chrono::seconds(300);
/// Producers choose the names.
constexpr size_t max_known = 10'000;

} // namespace

std::optional<kafka::delivery> reply_targets::obstacle(kafka::transactional_producer& producer,
                                                       const kafka::outgoing_record& record,
                                                       clock::time_point now) {
  if (is_too_large(record, now))
    return kafka::delivery{.refusal = kafka::refusal::too_large,
                           .why = rd_kafka_err2str(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)};
  const target where(record.topic, record.partition.value_or(-1));
  const auto found = known_.find(where);
  if (found != known_.end() && now < found->second.until)
    return found->second.obstacle;
  if (known_.size() >= max_known)
    known_.clear();
  auto obstacle = producer.find_obstacle(record.topic, record.partition, patience);
  const auto until = now + (obstacle ? clock::duration(trust_in_obstacle) : trust_in_presence);
  known_.insert_or_assign(where, finding{obstacle, until});
  return obstacle;
}

void reply_targets::note_too_large(const kafka::outgoing_record& record, clock::time_point now) {
  if (limits_.size() >= max_known)
    limits_.clear();
  limits_.insert_or_assign(record.topic, size_limit{kafka::bytes_of(record), now + trust_in_limit});
}

bool reply_targets::is_too_large(const kafka::outgoing_record& record,
                                 clock::time_point now) const {
  const auto found = limits_.find(record.topic);
  return found != limits_.end() && now < found->second.until
         && kafka::bytes_of(record) >= found->second.refused_bytes;
}

} // namespace cordon::publish
