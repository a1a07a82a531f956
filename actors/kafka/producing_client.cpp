// SPDX-License-Identifier: Apache-2.0
#include "kafka/producing_client.hpp"

#include "kafka/produce.hpp"

#include <array>

namespace cordon::kafka {

namespace {

properties promised(road by) {
  properties all = {
      {"enable.idempotence", "true"},
      {"message.timeout.ms", "0"}, // never
      {"batch.size", std::to_string(max_batch_bytes)},
  };
  if (by == road::alone)
    all.emplace("batch.num.messages", "1");
  return all;
}

} // namespace

expected<std::unique_ptr<producing_client>> producing_client::make(const properties& theirs,
                                                                   road by) {
  auto conf = make_configuration(producer_defaults(), theirs, promised(by));
  if (!conf)
    return tl::unexpected(conf.error());
  std::unique_ptr<producing_client> made(new producing_client);
  rd_kafka_conf_set_opaque(conf->get(), made.get());
  rd_kafka_conf_set_dr_msg_cb(conf->get(), on_report);
  rd_kafka_conf_set_error_cb(conf->get(), on_error);
  auto raw = make_client(RD_KAFKA_PRODUCER, std::move(*conf));
  if (!raw)
    return tl::unexpected(raw.error());
  made->client_ = std::move(*raw);
  made->events_.reset(rd_kafka_queue_get_main(made->client_.get()));
  return made;
}

producing_client::~producing_client() {
  // Without it librdkafka would wait for what is on its way.
  if (client_)
    rd_kafka_purge(client_.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT
                                      | RD_KAFKA_PURGE_F_NON_BLOCKING);
  events_.reset();
}

rd_kafka_resp_err_t producing_client::produce(const outgoing_record& record, uint64_t number) {
  return kafka::produce(*client_, record, number);
}

producing_client::news producing_client::poll(std::chrono::milliseconds patience) {
  rd_kafka_poll(client_.get(), static_cast<int>(patience.count()));
  return std::exchange(news_, {});
}

void producing_client::wake() {
  rd_kafka_queue_yield(events_.get());
}

bool producing_client::is_answered(std::chrono::milliseconds patience) {
  const rd_kafka_metadata_t* answer = nullptr;
  const auto code =
      rd_kafka_metadata(client_.get(), 0, nullptr, &answer, static_cast<int>(patience.count()));
  const cluster_metadata owned(answer);
  return code == RD_KAFKA_RESP_ERR_NO_ERROR;
}

void producing_client::on_report(rd_kafka_t*, const rd_kafka_message_t* report, void* self) {
  static_cast<producing_client*>(self)->news_.reports.push_back(
      {static_cast<uint64_t>(reinterpret_cast<uintptr_t>(report->_private)), report->err,
       report->partition, report->offset});
}

void producing_client::on_error(rd_kafka_t* raw, int code, const char* why, void* self) {
  auto& here = *static_cast<producing_client*>(self);
  if (code == RD_KAFKA_RESP_ERR__FATAL) {
    std::array<char, 512> text{};
    rd_kafka_fatal_error(raw, text.data(), text.size());
    here.news_.given_up = text.data();
  } else if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
    here.news_.unreachable = here.last_error_.empty() ? why : here.last_error_;
  } else {
    here.last_error_ = why;
  }
}

} // namespace cordon::kafka
