// SPDX-License-Identifier: Apache-2.0
#include "delay/delay_mover.hpp"

#include "delay/delayed_record.hpp"
#include "real_kafka.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <map>
#include <thread>

using namespace cordon;
using namespace cordon::kafka;
using namespace std::chrono_literals;

namespace {

std::vector<delay::rung> short_rungs() {
  return {{"-delay-a", 50ms}, {"-delay-b", 200ms}, {"-delay-c", 600ms}};
}

void create_topic(const std::string& name, const std::map<std::string, std::string>& settings) {
  const auto admin = make_consumer();
  const queue answers(rd_kafka_queue_new(admin.get()));
  std::array<char, 256> why{};
  auto* topic = rd_kafka_NewTopic_new(name.c_str(), 1, 1, why.data(), why.size());
  REQUIRE(topic);
  for (const auto& [key, value] : settings)
    rd_kafka_NewTopic_set_config(topic, key.c_str(), value.c_str());
  rd_kafka_CreateTopics(admin.get(), &topic, 1, nullptr, answers.get());
  rd_kafka_NewTopic_destroy(topic);
  const event answer(rd_kafka_queue_poll(answers.get(), patience_ms));
  REQUIRE(answer);
  REQUIRE(rd_kafka_event_error(answer.get()) == RD_KAFKA_RESP_ERR_NO_ERROR);
}

enum class delivery_mode { exactly_once, at_least_once };

/// A jobs topic with delay topics of its own, and movers between them.
struct delayed_jobs {
  explicit delayed_jobs(delivery_mode in, const std::string& jobs_limit = "1048588")
      : mode(in), jobs(make_topic("jobs", jobs_limit)), topics(jobs, short_rungs()) {}

  void make_delay_topics(const std::vector<std::string>& names) const {
    for (const auto& name : names)
      create_topic(name,
                   {{"max.message.bytes", "4000000"}, {"message.timestamp.type", "LogAppendTime"}});
  }
  void make_delay_topics() const { make_delay_topics(topics.topics()); }

  std::unique_ptr<delay::delay_mover> start_mover(const std::string& worker = "first") {
    auto properties = address();
    // A topic that is made meanwhile is seen so soon.
    properties.insert_or_assign("topic.metadata.refresh.interval.ms", "2000");
    delay::delay_mover_settings settings{
        .properties = properties,
        .group = group,
        .transactional_id = std::nullopt,
        .topics = topics,
        .dead_letter =
            [this](const job::record& record, const std::string&, size_t) {
              return outgoing_record{dead_letters, std::nullopt, record.key, record.value,
                                     record.headers};
            },
        .on_dead_letter = [this] { ++dead_count; }};
    if (mode == delivery_mode::exactly_once)
      settings.transactional_id = group + '-' + worker;
    auto made = delay::delay_mover::make(std::move(settings), health,
                                         [](const std::string& why) { FAIL(why); });
    REQUIRE(made);
    (*made)->start();
    return std::move(*made);
  }

  /// Sends a delayed copy of a job with `value`; what it should come back as.
  /// `topic`: where it begins; "" where the ladder says.
  outgoing_record send(producer& to, const std::string& value, std::chrono::milliseconds wait,
                       const std::string& topic = {}) {
    job::record job;
    job.at = {jobs, 0, 1};
    job.timestamp_ms = 5;
    job.key = "key-" + value;
    job.value = value;
    job.headers = {{"bytes", std::string("\0\xff", 2)}, {"null", std::nullopt}, {"bytes", ""}};
    delay::delay_state state;
    const auto now = job::milliseconds_since_epoch();
    state.due_ms = now + wait.count();
    state.attempts = 1;
    auto copy = delay::delayed_copy(job, state, topics, now);
    if (!topic.empty())
      copy.topic = topic;
    to.send(copy, nullptr);
    return copy;
  }

  template <class Condition>
  static bool eventually(std::chrono::seconds patience, Condition holds) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!holds() && std::chrono::steady_clock::now() < deadline)
      std::this_thread::sleep_for(20ms);
    return holds();
  }

  delivery_mode mode;
  std::string jobs;
  delay::ladder topics;
  std::string group = fresh_name("group");
  std::string dead_letters = jobs + "-dlt";
  std::atomic<int> dead_count = 0;
  job::health health;
};

std::unique_ptr<producer> make_sender() {
  auto made = producer::make({address(), "test", nullptr});
  REQUIRE(made);
  return std::move(*made);
}

int64_t due_of(const job::record& record) {
  return delay::read_delay(record.headers).due_ms.value_or(0);
}

/// All records of the topic up to one that is put there now, for who reads what is committed.
std::vector<job::record> read_all(producer& sender, const std::string& topic) {
  sender.send(record_of(topic, "end"), nullptr);
  REQUIRE(sender.flush(10s));
  const auto reader = make_consumer();
  const topic_partitions from(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(from.get(), topic.c_str(), 0)->offset = 0;
  REQUIRE(rd_kafka_assign(reader.get(), from.get()) == RD_KAFKA_RESP_ERR_NO_ERROR);
  std::vector<job::record> all;
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (std::chrono::steady_clock::now() < deadline) {
    const message read(rd_kafka_consumer_poll(reader.get(), 500));
    if (!read || read->err != RD_KAFKA_RESP_ERR_NO_ERROR)
      continue;
    all.push_back(to_record(*read));
    if (all.back().value == "end") {
      all.pop_back();
      return all;
    }
  }
  FAIL("the topic has no end");
  return all;
}

/// How often each value came.
std::map<std::string, int> count_values(const std::vector<job::record>& all) {
  std::map<std::string, int> counts;
  for (const auto& record : all)
    ++counts[record.value.value_or("")];
  return counts;
}

} // namespace

TEST_CASE("every delayed record comes back as it was, once, and never early",
          "[kafka][delay_mover]") {
  const auto mode = GENERATE(delivery_mode::exactly_once, delivery_mode::at_least_once);
  delayed_jobs work(mode);
  work.make_delay_topics();
  const auto sender = make_sender();
  auto mover = work.start_mover();
  std::map<std::string, outgoing_record> sent;
  constexpr int count = 600;
  for (int i = 0; i < count; ++i) {
    const auto value = std::to_string(i);
    sent[value] = work.send(*sender, value, std::chrono::milliseconds(i * 5 + 10));
    if (i % 200 == 199) { // in the middle of its work
      REQUIRE(sender->flush(10s));
      mover.reset();
      mover = work.start_mover();
    }
  }
  CHECK(read_topic(work.jobs, count).size() == count);
  mover.reset();
  const auto back = read_all(*sender, work.jobs);
  CHECK(count_values(back).size() == count);
  // At least once is once, too, where a mover ends in peace.
  CHECK(back.size() == count);
  for (const auto& record : back) {
    const auto& copy = sent.at(*record.value);
    CHECK(record.key == copy.key);
    CHECK(record.headers == copy.headers);
    CHECK(record.timestamp_ms >= due_of(record));
  }
  CHECK(work.health.problems().empty());
}

TEST_CASE("movers that come and go move every record once", "[kafka][delay_mover]") {
  delayed_jobs work(delivery_mode::exactly_once);
  work.make_delay_topics();
  const auto sender = make_sender();
  constexpr int count = 400;
  for (int i = 0; i < count; ++i)
    work.send(*sender, std::to_string(i), std::chrono::milliseconds(i * 10));
  REQUIRE(sender->flush(10s));
  auto first = work.start_mover();
  CHECK(read_topic(work.jobs, count / 4).size() == count / 4);
  const auto second = work.start_mover("second");
  CHECK(read_topic(work.jobs, count / 2).size() == count / 2);
  first.reset();
  CHECK(read_topic(work.jobs, count).size() == count);
  const auto back = read_all(*sender, work.jobs);
  CHECK(back.size() == count);
  CHECK(count_values(back).size() == count);
}

TEST_CASE("a record that says nothing of its way goes back to the jobs topic",
          "[kafka][delay_mover]") {
  delayed_jobs work(delivery_mode::exactly_once);
  work.make_delay_topics();
  const auto sender = make_sender();
  const auto mover = work.start_mover();
  for (const auto& topic : work.topics.topics()) {
    sender->send(record_of(topic, "no header"), nullptr);
    auto garbage = record_of(topic, "garbage");
    garbage.headers = {{"retry_topic-backoff-timestamp", "tomorrow at noon"},
                       {"kafka_original-topic", work.jobs},
                       {"kafka_original-partition", std::string("\x7f\0\0\0", 4)},
                       {"kafka_original-offset", std::string(8, '\0')}};
    sender->send(garbage, nullptr);
    auto far = record_of(topic, "far");
    far.headers = {{"retry_topic-backoff-timestamp", "\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f"}};
    sender->send(far, nullptr);
    outgoing_record empty;
    empty.topic = topic;
    sender->send(empty, nullptr);
  }
  const auto back = read_topic(work.jobs, 12);
  CHECK(count_values(back)
        == std::map<std::string, int>{{"", 3}, {"no header", 3}, {"garbage", 3}, {"far", 3}});
}

TEST_CASE("a record that the jobs topic does not take becomes a dead letter, others go on",
          "[kafka][delay_mover]") {
  const auto mode = GENERATE(delivery_mode::exactly_once, delivery_mode::at_least_once);
  delayed_jobs work(mode, "20000");
  work.make_delay_topics();
  create_topic(work.dead_letters, {{"max.message.bytes", "4000000"}});
  const auto sender = make_sender();
  const std::string large(100'000, 'x');
  for (int i = 0; i < 20; ++i)
    work.send(*sender, i == 10 ? large : std::to_string(i), 100ms);
  REQUIRE(sender->flush(10s));
  const auto mover = work.start_mover();
  const auto dead = read_topic(work.dead_letters, 1);
  REQUIRE(dead.size() == 1);
  CHECK(dead[0].value == large);
  CHECK(delayed_jobs::eventually(10s, [&] { return work.dead_count == 1; }));
  CHECK(read_topic(work.jobs, 19).size() == 19);
  const auto counts = count_values(read_all(*sender, work.jobs));
  CHECK(counts.size() == 19);
}

TEST_CASE("records go round delay topics that do not exist, and to them once they are made",
          "[kafka][delay_mover]") {
  const auto mode = GENERATE(delivery_mode::exactly_once, delivery_mode::at_least_once);
  delayed_jobs work(mode);
  const auto all = work.topics.topics();
  work.make_delay_topics({all[0]});
  const auto sender = make_sender();
  const auto mover = work.start_mover();
  // In one partition, the first before the second.
  work.send(*sender, "waits", 10min, all[0]);
  work.send(*sender, "goes", 1s, all[0]);
  CHECK(read_topic(work.jobs, 1).at(0).value == "goes");
  CHECK(work.health.problems().empty());
  work.make_delay_topics({all[2]});
  const auto waits = read_topic(all[2], 1);
  REQUIRE(waits.size() == 1);
  CHECK(waits[0].value == "waits");
}
