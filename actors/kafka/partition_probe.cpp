// SPDX-License-Identifier: Apache-2.0
#include "kafka/partition_probe.hpp"

#include <algorithm>
#include <utility>

namespace cordon::kafka {

namespace {

using clock = std::chrono::steady_clock;

constexpr auto patience_for_all = std::chrono::minutes(5);
constexpr auto patience_for_one = std::chrono::seconds(20);
constexpr int poll_ms = 2;
constexpr int watermarks_ms = 1'000;
constexpr int16_t fetch_request = 1; // its key in Kafka's protocol
/// Answers of the broker without a record or an error in them that make an offset silent. The first
/// may be to what was asked before.
constexpr uint64_t answers_for_silence = 4;

const properties& quick() {
  static const properties all{{"queued.min.messages", "1"}, {"queued.max.messages.kbytes", "1024"}};
  return all;
}

properties promises(const std::string& group) {
  return {{"group.id", group},
          {"enable.auto.commit", "false"},
          {"enable.auto.offset.store", "false"},
          {"enable.partition.eof", "true"},
          // An open transaction is no reason not to be read.
          {"isolation.level", "read_uncommitted"},
          {"auto.offset.reset", "error"},
          {"fetch.wait.max.ms", "100"},
          {"fetch.error.backoff.ms", "1"}};
}

tl::unexpected<cordon::error> no_answer(const job::partition& at, const std::string& why) {
  return fail(errc::peer_died, why, at.name(), true);
}

} // namespace

bool is_unreadable(rd_kafka_resp_err_t err) {
  return err == RD_KAFKA_RESP_ERR__BAD_COMPRESSION || err == RD_KAFKA_RESP_ERR__BAD_MSG
         || err == RD_KAFKA_RESP_ERR__UNDERFLOW;
}

struct partition_probe::state {
  job::partition at;
  clock::time_point deadline;
  const std::atomic<bool>& give_up;
  std::atomic<uint64_t> answers{0}; ///< to fetch requests; counted on librdkafka's threads
  client consumer;                  ///< its threads touch what stands above

  state(job::partition partition, std::chrono::seconds patience, const std::atomic<bool>& ends)
      : at(std::move(partition)), deadline(clock::now() + patience), give_up(ends) {}

  /// librdkafka tells nobody of a batch that it gives up on without an error. That an answer came
  /// can be seen from here alone.
  static rd_kafka_resp_err_t count_answers(rd_kafka_t* made, const rd_kafka_conf_t*, void* self,
                                           char*, size_t) {
    return rd_kafka_interceptor_add_on_response_received(
        made, "answers",
        [](rd_kafka_t*, int, const char*, int32_t, int16_t request, int16_t, int32_t, size_t,
           int64_t, rd_kafka_resp_err_t err, void* probe) {
          if (request == fetch_request && err == RD_KAFKA_RESP_ERR_NO_ERROR)
            ++static_cast<state*>(probe)->answers;
          return RD_KAFKA_RESP_ERR_NO_ERROR;
        },
        self);
  }

  bool is_over() const { return give_up || clock::now() >= deadline; }
};

expected<std::unique_ptr<partition_probe>>
partition_probe::make(const properties& operators, const std::string& group, job::partition at,
                      std::chrono::seconds patience, const std::atomic<bool>& give_up) {
  auto conf = make_configuration(quick(), operators, promises(group));
  if (!conf)
    return tl::unexpected<cordon::error>(conf.error());
  auto made = std::make_unique<state>(std::move(at), patience, give_up);
  rd_kafka_conf_interceptor_add_on_new(conf->get(), "answers", state::count_answers, made.get());
  auto consumer = make_client(RD_KAFKA_CONSUMER, std::move(*conf));
  if (!consumer)
    return tl::unexpected<cordon::error>(consumer.error());
  made->consumer = std::move(*consumer);
  rd_kafka_poll_set_consumer(made->consumer.get());
  return std::unique_ptr<partition_probe>(new partition_probe(std::move(made)));
}

partition_probe::partition_probe(std::unique_ptr<state> made) : state_(std::move(made)) {}

partition_probe::~partition_probe() {
  rd_kafka_consumer_close(state_->consumer.get());
}

expected<offset_range> partition_probe::bounds() {
  offset_range found;
  rd_kafka_resp_err_t err = RD_KAFKA_RESP_ERR__TIMED_OUT;
  const auto latest = std::min(state_->deadline, clock::now() + patience_for_one);
  while (!state_->is_over() && clock::now() < latest) {
    err = rd_kafka_query_watermark_offsets(state_->consumer.get(), state_->at.topic.c_str(),
                                           state_->at.number, &found.first, &found.end,
                                           watermarks_ms);
    if (err == RD_KAFKA_RESP_ERR_NO_ERROR)
      return found;
  }
  return no_answer(state_->at,
                   std::string("the broker does not say what it has: ") + rd_kafka_err2str(err));
}

expected<reading> partition_probe::read(int64_t offset) {
  using outcome = reading::outcome;
  const topic_partitions from(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(from.get(), state_->at.topic.c_str(), state_->at.number)
      ->offset = offset;
  // Anew rather than by a seek: what was read before can't come any more.
  if (const auto err = rd_kafka_assign(state_->consumer.get(), from.get()))
    return no_answer(state_->at, rd_kafka_err2str(err));
  const auto before = state_->answers.load();
  const auto latest = clock::now() + patience_for_one;
  while (!state_->is_over() && clock::now() < latest) {
    // Before the poll: what these answers held is queued by then.
    const bool is_answered = state_->answers - before >= answers_for_silence;
    const message got(rd_kafka_consumer_poll(state_->consumer.get(), is_answered ? 0 : poll_ms));
    if (!got) {
      if (is_answered)
        return reading{outcome::silent, -1};
      continue;
    }
    if (got->err == RD_KAFKA_RESP_ERR_NO_ERROR || got->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
      return reading{outcome::readable, -1};
    if (is_unreadable(got->err))
      return reading{outcome::broken, got->offset};
    if (got->err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET)
      return no_answer(state_->at, "offset " + std::to_string(offset) + " is there no more");
  }
  return no_answer(state_->at, "no answer to a read from offset " + std::to_string(offset));
}

expected<offset_range> find_unreadable(const properties& operators, const std::string& group,
                                       const job::partition& at, int64_t first,
                                       const std::atomic<bool>& give_up) {
  auto probe = partition_probe::make(operators, group, at, patience_for_all, give_up);
  if (!probe)
    return tl::unexpected<cordon::error>(probe.error());
  auto found = (*probe)->bounds();
  if (!found)
    return found;
  if (first >= 0)
    found->first = first;
  const auto read = [&](int64_t offset) { return (*probe)->read(offset); };
  const auto end = find_batch_end(read, found->first, found->end);
  if (!end)
    return tl::unexpected<cordon::error>(end.error());
  found->end = *end;
  return found;
}

} // namespace cordon::kafka
