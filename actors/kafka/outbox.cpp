// SPDX-License-Identifier: Apache-2.0
#include "kafka/outbox.hpp"

#include "job/topic_name.hpp"
#include "kafka/refusals.hpp"

namespace cordon::kafka {

namespace {

constexpr std::chrono::seconds wait_after_failure{1};

/// What a record can take in a batch beyond its bytes: lengths, timestamps, the batch's own header.
constexpr size_t record_overhead_bytes = 256;

bool may_share_batch(const outgoing_record& record) {
  return bytes_of(record) < max_batch_bytes + record_overhead_bytes;
}

delivery refused(rd_kafka_resp_err_t code, refusal why) {
  delivery what;
  what.refusal = why;
  what.why = rd_kafka_err2str(code);
  return what;
}

} // namespace

size_t bytes_of(const outgoing_record& record) {
  auto bytes = record.topic.size();
  bytes += record.key ? record.key->size() : 0;
  bytes += record.value ? record.value->size() : 0;
  for (const auto& header : record.headers)
    bytes += header.name.size() + (header.value ? header.value->size() : 0);
  return bytes;
}

void outbox::add(outgoing_record record, producer::on_delivery done) {
  const auto number = ++last_number_;
  lanes_[record.topic].ungiven.insert(number);
  ++ungiven_;
  open_.emplace(number, entry{std::move(record), std::move(done), std::nullopt});
}

std::vector<settled_record> outbox::give_topic(const std::string& topic, const give& give_one,
                                               clock::time_point now) {
  std::vector<settled_record> refused_now;
  if (const auto found = lanes_.find(topic); found != lanes_.end()) {
    give_lane(found->second, give_one, now, refused_now);
    drop_idle(found);
  }
  return refused_now;
}

std::vector<settled_record> outbox::give_all(const give& give_one, clock::time_point now) {
  std::vector<settled_record> refused_now;
  if (!has_ungiven())
    return refused_now;
  for (auto at = lanes_.begin(); at != lanes_.end();) {
    const auto here = at++;
    give_lane(here->second, give_one, now, refused_now);
    drop_idle(here);
  }
  return refused_now;
}

void outbox::give_lane(lane& of, const give& give_one, clock::time_point now,
                       std::vector<settled_record>& refused_now) {
  if (now < of.not_before)
    return;
  while (!of.ungiven.empty()) {
    // Those that went before must have a fate first, else the two roads would swap their order.
    if (of.goes_alone && of.given_together != 0)
      return;
    if (!give_next(of, give_one, refused_now))
      return;
  }
}

/// False where librdkafka takes no more for now.
bool outbox::give_next(lane& of, const give& give_one, std::vector<settled_record>& refused_now) {
  const auto number = *of.ungiven.begin();
  const auto found = open_.find(number);
  const auto by = of.goes_alone ? road::alone : road::together;
  const bool has_name = job::is_topic_name(found->second.record.topic);
  const auto code =
      has_name ? give_one(by, found->second.record, number) : RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION;
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
    mark_given(of, found->second, number, by);
    return true;
  }
  const auto why = refusal_of(code);
  if (!why)
    return false;
  of.ungiven.erase(number);
  --ungiven_;
  refused_now.push_back(finish(found, refused(code, *why)));
  return true;
}

bool outbox::settle(const delivery_report& report, road by, clock::time_point now,
                    std::vector<settled_record>& settled) {
  const auto found = open_.find(report.number);
  if (found == open_.end() || found->second.travels != by)
    return true;
  const auto at = lanes_.find(found->second.record.topic);
  auto& its_lane = at->second;
  mark_ungiven(its_lane, found->second, report.number);
  const bool failed = report.code != RD_KAFKA_RESP_ERR_NO_ERROR;
  if (failed && by == road::together && blames_the_batch(report.code)
      && may_share_batch(found->second.record)) {
    its_lane.goes_alone = goes_alone_ = true;
    return true;
  }
  const auto why = failed ? refusal_of(report.code) : std::nullopt;
  if (failed && !why) {
    its_lane.not_before = now + wait_after_failure;
    return false;
  }
  its_lane.ungiven.erase(report.number);
  --ungiven_;
  delivery what = failed ? refused(report.code, *why) : delivery{};
  what.delivered = !failed;
  what.partition = report.partition;
  what.offset = failed ? -1 : report.offset;
  settled.push_back(finish(found, std::move(what)));
  drop_idle(at);
  return true;
}

void outbox::take_back(road from) {
  for (auto& [number, each] : open_)
    if (each.travels == from)
      mark_ungiven(lanes_[each.record.topic], each, number);
}

void outbox::mark_given(lane& of, entry& which, uint64_t number, road by) {
  which.travels = by;
  of.ungiven.erase(number);
  of.given_together += by == road::together ? 1 : 0;
  --ungiven_;
  ++given_[static_cast<size_t>(by)];
}

void outbox::mark_ungiven(lane& of, entry& which, uint64_t number) {
  of.given_together -= which.travels == road::together ? 1 : 0;
  --given_[static_cast<size_t>(*which.travels)];
  which.travels.reset();
  of.ungiven.insert(number);
  ++ungiven_;
}

/// A topic that goes alone is remembered: it exists, and there are only so many of them.
void outbox::drop_idle(lanes::iterator at) {
  const auto& idle = at->second;
  if (idle.ungiven.empty() && idle.given_together == 0 && !idle.goes_alone)
    lanes_.erase(at);
}

settled_record outbox::finish(entries::iterator at, delivery what) {
  auto& [record, done, travels] = at->second;
  const auto bytes = bytes_of(record);
  settled_record made{std::move(done), std::move(what), std::move(record.topic), bytes};
  open_.erase(at);
  return made;
}

} // namespace cordon::kafka
