// SPDX-License-Identifier: Apache-2.0
#include "delay/delay_consumer.hpp"

#include "kafka/partition_probe.hpp"
#include "kafka/polled_consumer.hpp"
#include "kafka/property_table.hpp"
#include "kafka/records.hpp"
#include "kafka/topic_lookup.hpp"

#include <utility>

namespace cordon::delay {

namespace {

using kafka::group_offsets;

constexpr int hasten_patience_ms = 100;

kafka::properties defaults() {
  kafka::properties all{
      // A topic that is made while we wait for it is seen soon.
      {"topic.metadata.refresh.interval.ms", "30000"},
      // Nothing runs here that could take long: who is not heard of is gone.
      {"session.timeout.ms", "15000"},
      {"queued.max.messages.kbytes", "4096"},
      {"fetch.message.max.bytes", "262144"},
      // A partition that wakes waits for the fetch of others to end.
      {"fetch.wait.max.ms", "100"},
      // librdkafka 2.0 pauses as long where its buffer is full, later ones as the other says.
      {"fetch.error.backoff.ms", "50"},
  };
  if (kafka::property_table().contains("fetch.queue.backoff.ms"))
    all.emplace("fetch.queue.backoff.ms", "50");
  return all;
}

kafka::properties promises(const std::string& group) {
  return {{"group.id", group},
          {"enable.auto.commit", "false"},
          {"enable.auto.offset.store", "false"},
          {"enable.partition.eof", "false"},
          // What an aborted transaction put there goes nowhere, and nothing is passed over.
          {"isolation.level", "read_committed"},
          {"auto.offset.reset", "earliest"},
          // Whatever the jobs' consumer has: here all partitions come and go at once.
          {"partition.assignment.strategy", "roundrobin"}};
}

std::vector<job::partition> to_ids(const rd_kafka_topic_partition_list_t& list) {
  std::vector<job::partition> ids;
  for (int i = 0; i < list.cnt; ++i)
    ids.push_back({list.elems[i].topic, list.elems[i].partition});
  return ids;
}

std::string first_problem(const rd_kafka_topic_partition_list_t* list) {
  for (int i = 0; list && i < list->cnt; ++i)
    if (list->elems[i].err != RD_KAFKA_RESP_ERR_NO_ERROR)
      return rd_kafka_err2str(list->elems[i].err);
  return {};
}

} // namespace

struct delay_consumer::state {
  callbacks told;
  kafka::polled_consumer consumer;
  kafka::group_membership membership;

  void rebalance(rd_kafka_resp_err_t what, rd_kafka_topic_partition_list_t& partitions) {
    if (what == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS)
      return assign(partitions);
    told.revoked();
    membership.reset();
    rd_kafka_assign(consumer.get(), nullptr);
  }

  void assign(rd_kafka_topic_partition_list_t& partitions) {
    membership = kafka::group_metadata(rd_kafka_consumer_group_metadata(consumer.get()));
    if (const auto err = rd_kafka_assign(consumer.get(), &partitions))
      told.failed(std::string("the assignment was refused: ") + rd_kafka_err2str(err));
    else
      told.assigned(to_ids(partitions));
  }

  void report(rd_kafka_resp_err_t err, const std::string& what) {
    // Which topics there are is looked up besides: they may be missing.
    if (err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
      return;
    if (consumer.is_beyond_repair(err))
      told.failed(what);
    else
      told.trouble(what);
  }
};

expected<std::unique_ptr<delay_consumer>>
delay_consumer::make(const kafka::properties& operators, const std::string& group, callbacks told) {
  auto conf = kafka::make_configuration(defaults(), operators, promises(group));
  if (!conf)
    return tl::unexpected<error>(conf.error());
  auto made = std::make_unique<state>();
  made->told = std::move(told);
  rd_kafka_conf_set_opaque(conf->get(), made.get());
  rd_kafka_conf_set_rebalance_cb(
      conf->get(), [](rd_kafka_t*, rd_kafka_resp_err_t err, rd_kafka_topic_partition_list_t* list,
                      void* self) { static_cast<state*>(self)->rebalance(err, *list); });
  rd_kafka_conf_set_error_cb(conf->get(), [](rd_kafka_t*, int err, const char* why, void* self) {
    static_cast<state*>(self)->report(static_cast<rd_kafka_resp_err_t>(err), why);
  });
  auto consumer = kafka::make_client(RD_KAFKA_CONSUMER, std::move(*conf));
  if (!consumer)
    return tl::unexpected<error>(consumer.error());
  made->consumer.set(std::move(*consumer));
  return std::unique_ptr<delay_consumer>(new delay_consumer(std::move(made)));
}

delay_consumer::delay_consumer(std::unique_ptr<state> made) : state_(std::move(made)) {}

delay_consumer::~delay_consumer() {
  close();
}

expected<void> delay_consumer::subscribe(const std::vector<std::string>& topics) {
  std::vector<job::partition> all;
  for (const auto& topic : topics)
    all.push_back({topic, RD_KAFKA_PARTITION_UA});
  if (const auto err = rd_kafka_subscribe(state_->consumer.get(), kafka::to_list(all).get()))
    return fail(errc::system, std::string("cannot subscribe: ") + rd_kafka_err2str(err),
                topics.front());
  return {};
}

job::record_ptr delay_consumer::poll(std::chrono::milliseconds patience) {
  const kafka::message read(
      rd_kafka_consumer_poll(state_->consumer.get(), static_cast<int>(patience.count())));
  if (!read)
    return nullptr;
  if (read->err == RD_KAFKA_RESP_ERR_NO_ERROR)
    return std::make_shared<const job::record>(kafka::to_record(*read));
  const std::string why = rd_kafka_message_errstr(read.get());
  if (read->rkt && kafka::is_unreadable(read->err))
    state_->told.unreadable({rd_kafka_topic_name(read->rkt), read->partition}, why);
  else
    state_->report(read->err, why);
  return nullptr;
}

void delay_consumer::wake() {
  state_->consumer.wake();
}

void delay_consumer::pause(const std::vector<job::partition>& partitions) {
  state_->consumer.pause(partitions);
}

void delay_consumer::resume(const std::vector<job::partition>& partitions) {
  state_->consumer.resume(partitions);
}

expected<void> delay_consumer::read_on(const job::partition& partition, int64_t offset) {
  const auto sought = state_->consumer.seek(partition, offset);
  if (sought)
    resume({partition});
  return sought;
}

/// While all partitions of a broker are paused librdkafka's thread for it looks at them once a
/// second, and when there is a request to send. This one's answer is of no interest.
void delay_consumer::hasten(const std::vector<job::partition>& partitions) {
  const auto list = kafka::to_list(partitions);
  for (int i = 0; i < list->cnt; ++i)
    list->elems[i].offset = RD_KAFKA_OFFSET_END;
  rd_kafka_offsets_for_times(state_->consumer.get(), list.get(), hasten_patience_ms);
}

kafka::group_membership delay_consumer::membership() const {
  return state_->membership;
}

std::string delay_consumer::commit(const group_offsets& offsets,
                                   std::chrono::milliseconds patience) {
  const kafka::queue answers(rd_kafka_queue_new(state_->consumer.get()));
  const auto list = kafka::to_list(offsets);
  if (const auto err = rd_kafka_commit_queue(state_->consumer.get(), list.get(), answers.get(),
                                             nullptr, nullptr))
    return rd_kafka_err2str(err);
  const kafka::event answer(rd_kafka_queue_poll(answers.get(), static_cast<int>(patience.count())));
  if (!answer)
    return "no answer to a commit yet";
  if (const auto err = rd_kafka_event_error(answer.get()))
    return rd_kafka_err2str(err);
  return first_problem(rd_kafka_event_topic_partition_list(answer.get()));
}

std::optional<group_offsets> delay_consumer::committed(const group_offsets& partitions,
                                                       std::chrono::milliseconds patience) const {
  const auto list = kafka::to_list(partitions);
  if (rd_kafka_committed(state_->consumer.get(), list.get(), static_cast<int>(patience.count()))
          != RD_KAFKA_RESP_ERR_NO_ERROR
      || !first_problem(list.get()).empty())
    return std::nullopt;
  return kafka::to_group_offsets(*list);
}

std::optional<int> delay_consumer::partitions_of(const std::string& topic,
                                                 std::chrono::milliseconds patience) const {
  const auto found = kafka::describe_topic(*state_->consumer.get(), topic, patience);
  if (!found)
    return std::nullopt;
  if (found->error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
    return 0;
  return found->error == RD_KAFKA_RESP_ERR_NO_ERROR ? std::optional(found->partitions)
                                                    : std::nullopt;
}

void delay_consumer::close() {
  state_->consumer.close();
}

} // namespace cordon::delay
