// SPDX-License-Identifier: Apache-2.0
#include "kafka_client.hpp"

#include "kafka/records.hpp"

#include <algorithm>
#include <thread>

namespace cordon::workers {

namespace {

using metadata = kafka::handle<const rd_kafka_metadata_t, rd_kafka_metadata_destroy>;

// A command is over soon: what it asks for is answered at once, also by the embedded broker, which
// waits this out where there is nothing. It says itself what keeps it from going on: the log of
// librdkafka's tries (all below critical) would only bury that.
const kafka::properties ours = {
    {"fetch.wait.max.ms", "25"}, {"client.id", "cordon-client"}, {"log_level", "2"}};
const kafka::properties must_hold = {{"enable.auto.commit", "false"},
                                     {"enable.partition.eof", "true"}};

tl::unexpected<error> no_answer(rd_kafka_resp_err_t code, const std::string& where) {
  return fail(errc::peer_died,
              "no answer from a Kafka broker (" + std::string(rd_kafka_err2str(code))
                  + "); check bootstrap.servers and that it runs",
              where, true);
}

tl::unexpected<error> no_topic(const std::string& topic) {
  return fail(errc::not_found,
              "there is no topic '" + topic + "'; 'cordon topics create' creates the topics");
}

bool is_missing(rd_kafka_resp_err_t code) {
  return code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || code == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC
         || code == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION
         || code == RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION;
}

/// How long it takes until a partition's leader is asked again.
constexpr auto leader_interval = std::chrono::milliseconds(50);

/// Whether an error of a partition stays: anything else librdkafka tries again by itself.
bool is_for_good(rd_kafka_resp_err_t code) {
  return is_missing(code) || code == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED
         || code == RD_KAFKA_RESP_ERR__FATAL;
}

/// A topic that was created a moment ago has partitions whose leader is not there yet, or does not
/// know of it; librdkafka hands such an answer on.
bool passes_soon(rd_kafka_resp_err_t code) {
  return code == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION
         || code == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE
         || code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART;
}

/// Asks until the partition's leader answers, for `patience` at most.
rd_kafka_resp_err_t ask_range(rd_kafka_t* client, const std::string& topic, partition_range& range,
                              std::chrono::milliseconds patience) {
  using clock = std::chrono::steady_clock;
  const auto deadline = clock::now() + patience;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - clock::now());
    const auto code =
        rd_kafka_query_watermark_offsets(client, topic.c_str(), range.partition, &range.begin,
                                         &range.end, std::max(1, static_cast<int>(left.count())));
    if (!passes_soon(code) || left < leader_interval)
      return code;
    std::this_thread::sleep_for(leader_interval);
  }
}

expected<metadata> ask(rd_kafka_t* client, rd_kafka_topic_t* topic, int patience_ms,
                       const std::string& where) {
  const rd_kafka_metadata_t* answer = nullptr;
  const auto code = rd_kafka_metadata(client, 0, topic, &answer, patience_ms);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
    return no_answer(code, where);
  return metadata(answer);
}

} // namespace

expected<std::unique_ptr<topic_reader>> topic_reader::connect(const kafka::properties& theirs,
                                                              std::chrono::milliseconds patience) {
  auto conf = kafka::make_configuration(ours, theirs, must_hold);
  if (!conf)
    return tl::unexpected(conf.error());
  auto client = kafka::make_client(RD_KAFKA_CONSUMER, *std::move(conf));
  if (!client)
    return tl::unexpected(client.error());
  std::unique_ptr<topic_reader> made(new topic_reader(patience));
  made->client_ = *std::move(client);
  made->queue_.reset(rd_kafka_queue_new(made->client_.get()));
  const auto brokers = theirs.find("bootstrap.servers");
  const auto answer = ask(made->client_.get(), nullptr, made->patience_ms(),
                          brokers == theirs.end() ? "" : brokers->second);
  if (!answer)
    return tl::unexpected(answer.error());
  return made;
}

topic_reader::~topic_reader() {
  for (const auto& [topic, partition] : started_)
    rd_kafka_consume_stop(topic, partition);
}

expected<rd_kafka_topic_t*> topic_reader::topic_of(const std::string& name) {
  auto& known = topics_[name];
  if (!known)
    known.reset(rd_kafka_topic_new(client_.get(), name.c_str(), nullptr));
  if (!known)
    return no_topic(name);
  return known.get();
}

expected<std::vector<int32_t>> topic_reader::partitions_of(const std::string& name) {
  const auto topic = topic_of(name);
  if (!topic)
    return tl::unexpected(topic.error());
  const auto answer = ask(client_.get(), *topic, patience_ms(), name);
  if (!answer)
    return tl::unexpected(answer.error());
  if ((*answer)->topic_cnt != 1)
    return no_topic(name);
  const auto& found = (*answer)->topics[0];
  if (is_missing(found.err))
    return no_topic(name);
  if (found.err != RD_KAFKA_RESP_ERR_NO_ERROR)
    return no_answer(found.err, name);
  std::vector<int32_t> partitions;
  for (int i = 0; i < found.partition_cnt; ++i)
    partitions.push_back(found.partitions[i].id);
  return partitions;
}

expected<void> topic_reader::find(const std::string& name) {
  return partitions_of(name).map([](const auto&) {});
}

expected<std::vector<partition_range>> topic_reader::ranges(const std::string& name) {
  const auto partitions = partitions_of(name);
  if (!partitions)
    return tl::unexpected(partitions.error());
  std::vector<partition_range> all;
  for (const int32_t partition : *partitions) {
    partition_range range{.partition = partition};
    const auto code = ask_range(client_.get(), name, range, patience_);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
      return no_answer(code, name + '-' + std::to_string(partition));
    all.push_back(range);
  }
  return all;
}

expected<void> topic_reader::start(const std::string& name, int32_t partition, int64_t offset) {
  const auto topic = topic_of(name);
  if (!topic)
    return tl::unexpected(topic.error());
  if (rd_kafka_consume_start_queue(*topic, partition, offset, queue_.get()) != 0)
    return no_answer(rd_kafka_last_error(), name + '-' + std::to_string(partition));
  started_.emplace_back(*topic, partition);
  return {};
}

void topic_reader::stop(const std::string& name, int32_t partition) {
  const auto topic = topics_.find(name);
  if (topic == topics_.end())
    return;
  // What waits in the queue is of an older version then, and is dropped by librdkafka.
  if (std::erase(started_, std::pair{topic->second.get(), partition}) > 0)
    rd_kafka_consume_stop(topic->second.get(), partition);
}

reading topic_reader::next(std::chrono::milliseconds patience) {
  const kafka::message read(
      rd_kafka_consume_queue(queue_.get(), static_cast<int>(patience.count())));
  if (!read)
    return {};
  if (read->err == RD_KAFKA_RESP_ERR_NO_ERROR)
    return {.record = kafka::to_record(*read), .ended = {}, .problem = {}};
  if (read->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
    return {.record = {}, .ended = read->partition, .problem = {}};
  if (!is_for_good(read->err))
    return {};
  const std::string topic = read->rkt ? rd_kafka_topic_name(read->rkt) : "";
  return {.record = {},
          .ended = {},
          .problem = error{errc::peer_died, rd_kafka_err2str(read->err), topic, false}};
}

} // namespace cordon::workers
