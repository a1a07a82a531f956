// SPDX-License-Identifier: Apache-2.0
#include "kafka/transactional_client.hpp"

#include "job/topic_name.hpp"
#include "kafka/produce.hpp"
#include "kafka/refusals.hpp"
#include "kafka/topic_lookup.hpp"

#include <utility>

namespace cordon::kafka {

namespace {

properties defaults() {
  auto all = producer_defaults();
  // The coordinator refuses a transaction that follows another at once, until that one's markers
  // are written: with the default of 100 ms each would wait that long.
  all["retry.backoff.ms"] = "5";
  // A commit sends what waits at once, as rd_kafka_flush(3) does not linger. Sent before, the first
  // few records would go alone, and librdkafka's thread would spin until they are answered: an
  // idempotent producer has no second request on its way behind one with more than five records.
  all["linger.ms"] = "20";
  // How long readers and the partitions' next owner wait for a worker that was killed.
  all["transaction.timeout.ms"] = "10000";
  return all;
}

properties promised(const std::string& transactional_id) {
  return {{"transactional.id", transactional_id},
          {"enable.idempotence", "true"},
          {"batch.size", std::to_string(max_batch_bytes)}};
}

delivery refused(rd_kafka_resp_err_t code, refusal reason) {
  return {.refusal = reason, .why = rd_kafka_err2str(code)};
}

} // namespace

expected<std::unique_ptr<transactional_client>>
transactional_client::make(const properties& theirs, const std::string& transactional_id) {
  auto conf = make_configuration(defaults(), theirs, promised(transactional_id));
  if (!conf)
    return tl::unexpected(conf.error());
  std::unique_ptr<transactional_client> made(new transactional_client);
  rd_kafka_conf_set_opaque(conf->get(), made.get());
  rd_kafka_conf_set_dr_msg_cb(
      conf->get(), [](rd_kafka_t*, const rd_kafka_message_t* report, void* self) {
        static_cast<transactional_client*>(self)->reports_.push_back(
            {static_cast<uint64_t>(reinterpret_cast<uintptr_t>(report->_private)), report->err,
             report->partition, report->offset});
      });
  auto raw = make_client(RD_KAFKA_PRODUCER, std::move(*conf));
  if (!raw)
    return tl::unexpected(raw.error());
  made->client_ = std::move(*raw);
  return made;
}

transactional_client::~transactional_client() {
  // Without it librdkafka would wait for what is on its way.
  if (client_)
    rd_kafka_purge(client_.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT
                                      | RD_KAFKA_PURGE_F_NON_BLOCKING);
}

step transactional_client::outcome(rd_kafka_error_t* raw) {
  const error failed(raw);
  if (!failed)
    return {};
  const auto with = [&](step_result result) {
    return step{result, rd_kafka_error_string(failed.get())};
  };
  if (rd_kafka_error_is_fatal(failed.get()))
    return with(step_result::lost);
  if (rd_kafka_error_txn_requires_abort(failed.get()))
    return with(step_result::to_abort);
  if (rd_kafka_error_is_retriable(failed.get())
      || rd_kafka_error_code(failed.get()) == RD_KAFKA_RESP_ERR__CONFLICT)
    return with(step_result::again);
  return with(step_result::lost);
}

step transactional_client::init(std::chrono::milliseconds patience) {
  return outcome(rd_kafka_init_transactions(client_.get(), static_cast<int>(patience.count())));
}

step transactional_client::begin() {
  return outcome(rd_kafka_begin_transaction(client_.get()));
}

rd_kafka_resp_err_t transactional_client::produce(const outgoing_record& record, uint64_t number) {
  return kafka::produce(*client_, record, number);
}

step transactional_client::send_offsets(const group_offsets& offsets,
                                        const group_membership& member,
                                        std::chrono::milliseconds patience) {
  const auto list = to_list(offsets);
  return outcome(rd_kafka_send_offsets_to_transaction(client_.get(), list.get(), member.get(),
                                                      static_cast<int>(patience.count())));
}

step transactional_client::commit(std::chrono::milliseconds patience) {
  return outcome(rd_kafka_commit_transaction(client_.get(), static_cast<int>(patience.count())));
}

step transactional_client::abort(std::chrono::milliseconds patience) {
  return outcome(rd_kafka_abort_transaction(client_.get(), static_cast<int>(patience.count())));
}

std::vector<delivery_report> transactional_client::take_reports() {
  rd_kafka_poll(client_.get(), 0);
  return std::exchange(reports_, {});
}

target_topic transactional_client::look_up(const std::string& topic,
                                           std::chrono::milliseconds patience) {
  if (!job::is_topic_name(topic))
    return {refused(RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION, refusal::no_such_target), std::nullopt};
  const auto found = describe_topic(*client_, topic, patience);
  if (!found)
    return {};
  if (const auto reason = refusal_of(found->error))
    return {refused(found->error, *reason), std::nullopt};
  if (found->error != RD_KAFKA_RESP_ERR_NO_ERROR)
    return {};
  return {std::nullopt, found->partitions};
}

std::optional<delivery> obstacle_at(const target_topic& topic, std::optional<int32_t> partition) {
  if (topic.obstacle || !topic.partitions || !partition || *partition < *topic.partitions)
    return topic.obstacle;
  return refused(RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION, refusal::no_such_target);
}

} // namespace cordon::kafka
