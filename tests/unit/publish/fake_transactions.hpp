// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/offset_committer.hpp"
#include "kafka/transactional_producer.hpp"
#include "publish/transactions.hpp"

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace cordon::test {

/// A broker that remembers what was committed. Outcomes of steps can be given in advance.
struct fake_broker {
  std::vector<std::pair<std::string, std::string>> committed; ///< topic and value, in order
  kafka::group_offsets offsets;
  int producers = 0;
  int aborts = 0;
  int begins = 0;
  std::map<std::string, std::deque<kafka::step>> next;         ///< by step: "commit"
  std::map<std::string, kafka::refusal> refused_topics;        ///< known from metadata
  std::map<std::string, rd_kafka_resp_err_t> topics_that_fail; ///< when a record is sent
  std::map<std::string, int> look_ups;                         ///< of each topic
  std::function<void()> on_look_up;                            ///< such as: time passes
  bool commits_before_it_is_lost = false; ///< a lost commit was made all the same

  kafka::step outcome(const std::string& step) {
    auto& queue = next[step];
    if (queue.empty())
      return {};
    auto first = queue.front();
    queue.pop_front();
    return first;
  }
};

class fake_producer final : public kafka::transactional_producer {
public:
  explicit fake_producer(fake_broker& broker) : broker_(broker) { ++broker.producers; }

  kafka::step init(std::chrono::milliseconds) override { return broker_.outcome("init"); }

  kafka::step begin() override {
    ++broker_.begins;
    return broker_.outcome("begin");
  }

  rd_kafka_resp_err_t produce(const kafka::outgoing_record& record, uint64_t number) override {
    const auto bad = broker_.topics_that_fail.find(record.topic);
    const auto code =
        bad == broker_.topics_that_fail.end() ? RD_KAFKA_RESP_ERR_NO_ERROR : bad->second;
    reports_.push_back({number, code});
    has_failed_ = has_failed_ || code != RD_KAFKA_RESP_ERR_NO_ERROR;
    open_.emplace_back(record.topic, record.value.value_or(""));
    return RD_KAFKA_RESP_ERR_NO_ERROR;
  }

  kafka::step send_offsets(const kafka::group_offsets& offsets, const kafka::group_membership&,
                           std::chrono::milliseconds) override {
    auto sent = broker_.outcome("send_offsets");
    if (sent.result == kafka::step_result::done)
      open_offsets_ = offsets;
    return sent;
  }

  kafka::step commit(std::chrono::milliseconds) override {
    if (has_failed_)
      return {kafka::step_result::to_abort, "a record was refused"};
    auto made = broker_.outcome("commit");
    const bool is_made =
        made.result == kafka::step_result::done
        || (made.result == kafka::step_result::lost && broker_.commits_before_it_is_lost);
    if (is_made) {
      broker_.committed.insert(broker_.committed.end(), open_.begin(), open_.end());
      for (const auto& [at, position] : open_offsets_)
        broker_.offsets[at] = position;
      forget();
    }
    return made;
  }

  kafka::step abort(std::chrono::milliseconds) override {
    auto done = broker_.outcome("abort");
    if (done.result == kafka::step_result::done) {
      ++broker_.aborts;
      forget();
    }
    return done;
  }

  std::vector<kafka::delivery_report> take_reports() override {
    return std::exchange(reports_, {});
  }

  kafka::target_topic look_up(const std::string& topic, std::chrono::milliseconds) override {
    ++broker_.look_ups[topic];
    if (broker_.on_look_up)
      broker_.on_look_up();
    const auto found = broker_.refused_topics.find(topic);
    if (found == broker_.refused_topics.end())
      return {std::nullopt, 4};
    return {kafka::delivery{.refusal = found->second, .why = "there is none"}, std::nullopt};
  }

private:
  void forget() {
    open_.clear();
    open_offsets_.clear();
    has_failed_ = false;
  }

  fake_broker& broker_;
  std::vector<std::pair<std::string, std::string>> open_;
  kafka::group_offsets open_offsets_;
  std::vector<kafka::delivery_report> reports_;
  bool has_failed_ = false;
};

/// A consumer of partitions whose records finish in the order of their offsets.
struct fake_consumer final : kafka::offset_source {
  explicit fake_consumer(fake_broker& on) : broker(on) {}

  kafka::standing standing_of(const job::record& record) const override {
    if (gone.contains(record.at.offset))
      return kafka::standing::gone;
    return is_held ? kafka::standing::held : kafka::standing::ours;
  }

  kafka::group_offsets offsets_with(const std::vector<job::record_ptr>& finished) const override {
    auto offsets = idle;
    for (const auto& record : finished) {
      auto& position = offsets[job::partition_of(record->at)];
      position = {std::max(position.offset, record->at.offset + 1), "done"};
    }
    std::erase_if(offsets, [&](const auto& entry) {
      const auto known = told.find(entry.first);
      return known != told.end() && known->second.offset >= entry.second.offset;
    });
    return offsets;
  }

  kafka::group_membership membership() const override { return is_member ? member : nullptr; }

  void committed(const kafka::group_offsets& offsets,
                 const std::vector<job::record_ptr>& finished) override {
    for (const auto& [at, position] : offsets)
      told.insert_or_assign(at, position);
    for (const auto& record : finished)
      done.push_back(record->at.offset);
  }

  std::optional<kafka::group_offsets> read_committed(const kafka::group_offsets&,
                                                     std::chrono::milliseconds) const override {
    if (!can_read)
      return std::nullopt;
    return broker.offsets;
  }

  fake_broker& broker;
  kafka::group_membership member =
      kafka::group_metadata(rd_kafka_consumer_group_metadata_new("group"));
  bool is_member = true;
  bool is_held = false;
  bool can_read = true;
  std::set<int64_t> gone;
  kafka::group_offsets
      idle; ///< of partitions in which nothing finishes, to be committed all the same
  kafka::group_offsets told; ///< to be committed
  std::vector<int64_t> done;
};

/// An output that knows one other topic to go to.
class fake_output final : public publish::adaptable_record {
public:
  fake_output(std::string topic, std::string fallback, std::string value,
              std::optional<int32_t> partition = std::nullopt)
      : topic_(std::move(topic)), fallback_(std::move(fallback)), value_(std::move(value)),
        partition_(partition) {}

  kafka::outgoing_record make() override {
    kafka::outgoing_record made;
    made.topic = topic_;
    made.partition = partition_;
    made.value = value_;
    return made;
  }

  bool adapt(const kafka::delivery&) override {
    if (fallback_.empty())
      return false;
    topic_ = std::exchange(fallback_, "");
    partition_.reset();
    return true;
  }

  const std::string& job_id() const override { return value_; }

private:
  std::string topic_;
  std::string fallback_;
  std::string value_;
  std::optional<int32_t> partition_;
};

} // namespace cordon::test
