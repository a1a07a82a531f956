// SPDX-License-Identifier: Apache-2.0
#include "kafka/group_consumer.hpp"
#include "real_kafka.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace cordon;
using namespace cordon::kafka;
using namespace std::chrono_literals;

namespace {

void produce(const std::string& topic, int32_t partition, int records) {
  auto conf = make_configuration({}, address(), {});
  REQUIRE(conf);
  const auto made = make_client(RD_KAFKA_PRODUCER, std::move(*conf));
  REQUIRE(made);
  const topic_handle to(rd_kafka_topic_new(made->get(), topic.c_str(), nullptr));
  std::string value = "x";
  for (int i = 0; i < records; ++i)
    REQUIRE(rd_kafka_produce(to.get(), partition, RD_KAFKA_MSG_F_COPY, value.data(), value.size(),
                             nullptr, 0, nullptr)
            == 0);
  REQUIRE(rd_kafka_flush(made->get(), patience_ms) == RD_KAFKA_RESP_ERR_NO_ERROR);
}

/// A consumer that reads each partition from its beginning and knows which it has.
class member {
public:
  member(const std::string& group, const std::string& topic) {
    auto made = group_consumer::make(address(), {group},
                                     {.assigned = [this](const auto& all) { return take(all); },
                                      .revoked = [this](const auto&) { partitions.clear(); },
                                      .committed = [](const auto&, const auto&) {},
                                      .trouble = [](const auto&) {},
                                      .unreadable = [](const auto&, auto, const auto&) {},
                                      .failed = [](const auto&) {}});
    REQUIRE(made);
    consumer = std::move(*made);
    REQUIRE(consumer->subscribe(topic));
  }

  void poll(std::chrono::milliseconds patience) { records += consumer->poll(patience) ? 1 : 0; }

  int records = 0; ///< that it has read
  std::set<int32_t> partitions;
  std::map<int32_t, int64_t> ends; ///< asked for when they were assigned
  std::unique_ptr<group_consumer> consumer;

private:
  start_offsets take(const committed_positions& all) {
    start_offsets starts;
    for (const auto& [at, position] : all) {
      partitions.insert(at.number);
      ends[at.number] = consumer->ask_end(at, 10s);
      starts[at] = 0;
    }
    return starts;
  }
};

/// Polls both until each has so many partitions; `other` may be null.
bool settle(member& one, size_t partitions, member* other = nullptr) {
  const auto deadline = std::chrono::steady_clock::now() + 60s;
  while (std::chrono::steady_clock::now() < deadline) {
    if (one.partitions.size() == partitions && (!other || other->partitions.size() == 1))
      return true;
    one.poll(20ms);
    if (other)
      other->poll(20ms);
  }
  return false;
}

} // namespace

TEST_CASE("where a log ends is known at once, also where it has grown under another member",
          "[kafka][group_consumer]") {
  const auto topic = make_topic("grown", "1048588", 2);
  const auto group = fresh_name("group");
  produce(topic, 0, 1);
  produce(topic, 1, 1);
  member one(group, topic);
  REQUIRE(settle(one, 2));
  for (const auto end = std::chrono::steady_clock::now() + 30s;
       one.records < 2 && std::chrono::steady_clock::now() < end;)
    one.poll(50ms);
  REQUIRE(one.records == 2);

  auto other = std::make_unique<member>(group, topic);
  REQUIRE(settle(one, 1, other.get()));
  const auto theirs = *other->partitions.begin();
  produce(topic, theirs, 5);
  other->consumer->close();
  REQUIRE(settle(one, 2));
  CHECK(one.ends.at(theirs) == 6);
}
