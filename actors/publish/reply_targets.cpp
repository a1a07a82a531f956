// SPDX-License-Identifier: Apache-2.0
#include "publish/reply_targets.hpp"

namespace cordon::publish {

namespace {

constexpr auto patience = std::chrono::milliseconds(500);
/// A topic seldom goes away; one that is missing may be made, or a broker answer, at any moment.
constexpr auto trust_in_presence = std::chrono::seconds(60);
constexpr auto trust_in_obstacle = std::chrono::seconds(5);
/// Each refusal for its size costs a transaction; an operator seldom changes a limit.
constexpr auto trust_in_limit = std::chrono::seconds(300);
/// Producers choose the names.
constexpr size_t max_known = 10'000;

template <class Findings>
void make_room(Findings& findings, std::chrono::steady_clock::time_point now) {
  if (findings.size() < max_known)
    return;
  std::erase_if(findings, [&](const auto& entry) { return entry.second.until <= now; });
  if (findings.size() >= max_known)
    findings.clear();
}

} // namespace

std::optional<kafka::delivery> reply_targets::obstacle(kafka::transactional_producer& producer,
                                                       const kafka::outgoing_record& record,
                                                       clock::time_point now) {
  if (is_too_large(record, now))
    return kafka::delivery{.refusal = kafka::refusal::too_large,
                           .why = rd_kafka_err2str(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)};
  if (const auto* found = find(record.topic, now))
    return kafka::obstacle_at(found->topic, record.partition);
  make_room(known_, now);
  auto topic = producer.look_up(record.topic, patience);
  const auto trust = topic.partitions ? clock::duration(trust_in_presence) : trust_in_obstacle;
  auto obstacle = kafka::obstacle_at(topic, record.partition);
  known_.insert_or_assign(record.topic, finding{std::move(topic), now + trust});
  return obstacle;
}

bool reply_targets::knows(const kafka::outgoing_record& record, clock::time_point now) const {
  return find(record.topic, now) || is_too_large(record, now);
}

const reply_targets::finding* reply_targets::find(const std::string& topic,
                                                  clock::time_point now) const {
  const auto found = known_.find(topic);
  return found != known_.end() && now < found->second.until ? &found->second : nullptr;
}

void reply_targets::note_too_large(const kafka::outgoing_record& record, clock::time_point now) {
  make_room(limits_, now);
  limits_.insert_or_assign(record.topic, size_limit{kafka::bytes_of(record), now + trust_in_limit});
}

bool reply_targets::is_too_large(const kafka::outgoing_record& record,
                                 clock::time_point now) const {
  const auto found = limits_.find(record.topic);
  return found != limits_.end() && now < found->second.until
         && kafka::bytes_of(record) >= found->second.refused_bytes;
}

} // namespace cordon::publish
