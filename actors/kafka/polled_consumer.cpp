// SPDX-License-Identifier: Apache-2.0
#include "kafka/polled_consumer.hpp"

#include <string>
#include <utility>

namespace cordon::kafka {

namespace {

constexpr int seek_patience_ms = 1'000;

} // namespace

topic_partitions to_list(const std::vector<job::partition>& partitions) {
  topic_partitions list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
  for (const auto& [topic, partition] : partitions)
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition);
  return list;
}

polled_consumer::~polled_consumer() {
  polled_.reset();
  // It was closed, and librdkafka would wait for a second end of that.
  if (client_)
    rd_kafka_destroy_flags(client_.release(), RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
}

void polled_consumer::set(client made) {
  client_ = std::move(made);
  rd_kafka_poll_set_consumer(client_.get());
  polled_.reset(rd_kafka_queue_get_consumer(client_.get()));
}

// A fatal error may be told under another name, as the one that it was for the call that failed.
bool polled_consumer::is_beyond_repair(rd_kafka_resp_err_t err) const {
  return err == RD_KAFKA_RESP_ERR__FATAL || rd_kafka_fatal_error(client_.get(), nullptr, 0);
}

void polled_consumer::wake() {
  // A wake that comes into the close would end that too early.
  std::lock_guard lock(closing_);
  if (!is_closed_)
    rd_kafka_queue_yield(polled_.get());
}

void polled_consumer::close() {
  {
    std::lock_guard lock(closing_);
    if (std::exchange(is_closed_, true))
      return;
  }
  rd_kafka_consumer_close(client_.get());
}

void polled_consumer::pause(const std::vector<job::partition>& partitions) {
  rd_kafka_pause_partitions(client_.get(), to_list(partitions).get());
}

void polled_consumer::resume(const std::vector<job::partition>& partitions) {
  rd_kafka_resume_partitions(client_.get(), to_list(partitions).get());
}

expected<void> polled_consumer::seek(const job::partition& partition, int64_t offset) {
  const auto list = to_list(group_offsets{{partition, {offset}}});
  const error failed(rd_kafka_seek_partitions(client_.get(), list.get(), seek_patience_ms));
  const auto err = failed ? rd_kafka_error_code(failed.get()) : list->elems[0].err;
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR)
    return fail(errc::system, std::string("cannot seek: ") + rd_kafka_err2str(err),
                partition.name(), true);
  return {};
}

} // namespace cordon::kafka
