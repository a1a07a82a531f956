// SPDX-License-Identifier: Apache-2.0
// The floor that bench/broker compares with: records go from one topic to another as they are,
// through librdkafka alone, with its settings where cordon has its own (an idempotent producer that
// does not linger, offsets committed only once the copies are delivered). `raw_loop BROKERS GROUP
// FROM TO COUNT` ends after COUNT records and prints the seconds from the first one to the last
// commit; it gives up where nothing comes for 30 s.
#include "kafka/handles.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>

namespace {

using cordon::kafka::client;
using clock_type = std::chrono::steady_clock;

constexpr int poll_ms = 100;
constexpr int flush_ms = 30'000;
constexpr auto commit_interval = std::chrono::seconds(1);
constexpr auto patience = std::chrono::seconds(30);

[[noreturn]] void give_up(const char* what, const char* why) {
  std::fprintf(stderr, "raw_loop: %s: %s\n", what, why);
  std::exit(1);
}

void check(const char* what, rd_kafka_resp_err_t code) {
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
    give_up(what, rd_kafka_err2str(code));
}

void on_report(rd_kafka_t*, const rd_kafka_message_t* report, void*) {
  check("a copy was not delivered", report->err);
}

/// Set by the statistics, which are the only place where librdkafka tells that it is ready.
bool has_producer_id = false;

int on_statistics(rd_kafka_t*, char* json, size_t size, void*) {
  if (std::string_view(json, size).find("\"idemp_state\": \"Assigned\"") != std::string_view::npos)
    has_producer_id = true;
  return 0;
}

using choice = std::initializer_list<std::pair<const char*, const char*>>;

client make_client(rd_kafka_type_t type, choice properties) {
  char why[512];
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  for (const auto& [name, value] : properties)
    if (rd_kafka_conf_set(conf, name, value, why, sizeof why) != RD_KAFKA_CONF_OK)
      give_up(name, why);
  if (type == RD_KAFKA_PRODUCER) {
    rd_kafka_conf_set_dr_msg_cb(conf, on_report);
    rd_kafka_conf_set_stats_cb(conf, on_statistics);
  }
  client made(rd_kafka_new(type, conf, why, sizeof why));
  if (!made)
    give_up("no client", why);
  return made;
}

client make_consumer(const char* brokers, const char* group, const char* topic) {
  client made = make_client(RD_KAFKA_CONSUMER, {{"bootstrap.servers", brokers},
                                                {"group.id", group},
                                                {"auto.offset.reset", "earliest"},
                                                {"enable.auto.commit", "false"}});
  rd_kafka_poll_set_consumer(made.get());
  const cordon::kafka::topic_partitions topics(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(topics.get(), topic, RD_KAFKA_PARTITION_UA);
  check("subscribe", rd_kafka_subscribe(made.get(), topics.get()));
  return made;
}

/// An idempotent producer sends nothing before it has an id; waiting for that is no part of the
/// loop.
void wait_for_producer_id(rd_kafka_t* producer) {
  const auto began = clock_type::now();
  while (!has_producer_id) {
    rd_kafka_poll(producer, poll_ms);
    if (clock_type::now() - began > patience)
      give_up("the producer", "got no id");
  }
}

/// Copies a record's key and value; waits where the producer's queue is full.
void copy(const rd_kafka_message_t& record, rd_kafka_t* producer, const char* topic) {
  rd_kafka_resp_err_t code;
  do {
    code = rd_kafka_producev(producer, RD_KAFKA_V_TOPIC(topic),
                             RD_KAFKA_V_KEY(record.key, record.key_len),
                             RD_KAFKA_V_VALUE(record.payload, record.len),
                             RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END);
    rd_kafka_poll(producer, code == RD_KAFKA_RESP_ERR__QUEUE_FULL ? poll_ms : 0);
  } while (code == RD_KAFKA_RESP_ERR__QUEUE_FULL);
  check("produce", code);
}

/// What was copied so far is delivered, then committed; there may be nothing new.
void commit(rd_kafka_t* consumer, rd_kafka_t* producer) {
  check("flush", rd_kafka_flush(producer, flush_ms));
  if (const auto code = rd_kafka_commit(consumer, nullptr, 0); code != RD_KAFKA_RESP_ERR__NO_OFFSET)
    check("commit", code);
}

/// The time from the first record to the last commit.
clock_type::duration run(rd_kafka_t* consumer, rd_kafka_t* producer, const char* topic,
                         long count) {
  auto committed = clock_type::now(), last = committed, first = committed;
  for (long done = 0; done < count;) {
    const cordon::kafka::message record(rd_kafka_consumer_poll(consumer, poll_ms));
    const auto now = clock_type::now();
    if (record && record->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      copy(*record, producer, topic);
      if (done++ == 0)
        first = now;
      last = now;
    } else if (now - last > patience) {
      give_up("no more records", record ? rd_kafka_message_errstr(record.get()) : "none came");
    }
    if (now - committed > commit_interval) {
      commit(consumer, producer);
      committed = now;
    }
  }
  commit(consumer, producer);
  return clock_type::now() - first;
}

} // namespace

int main(int argc, char** argv) {
  const std::span arguments(argv, static_cast<size_t>(argc));
  if (argc != 6) {
    std::fputs("usage: raw_loop BROKERS GROUP FROM TO COUNT\n", stderr);
    return 2;
  }
  const auto producer = make_client(RD_KAFKA_PRODUCER, {{"bootstrap.servers", arguments[1]},
                                                        {"enable.idempotence", "true"},
                                                        {"statistics.interval.ms", "50"},
                                                        {"socket.nagle.disable", "true"},
                                                        {"linger.ms", "0"}});
  wait_for_producer_id(producer.get());
  const auto consumer = make_consumer(arguments[1], arguments[2], arguments[3]);
  const std::chrono::duration<double> took =
      run(consumer.get(), producer.get(), arguments[4], std::atol(arguments[5]));
  std::printf("%.6f\n", took.count());
  rd_kafka_consumer_close(consumer.get());
  return 0;
}
