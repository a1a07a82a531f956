// SPDX-License-Identifier: Apache-2.0
#include "kafka/group_consumer.hpp"
#include "kafka/held_up_partitions.hpp"
#include "kafka/partition_probe.hpp"
#include "real_kafka.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::kafka;
using namespace std::chrono_literals;

namespace {

/// Puts these values on the topic, each batch of them compressed by itself.
void produce(const std::string& topic, const std::vector<std::string>& values) {
  auto conf = make_configuration({{"compression.type", "zstd"},
                                  {"linger.ms", "5000"},
                                  {"message.max.bytes", "300000000"},
                                  {"batch.size", "300000000"}},
                                 address(), {});
  REQUIRE(conf);
  const auto made = make_client(RD_KAFKA_PRODUCER, std::move(*conf));
  REQUIRE(made);
  const topic_handle to(rd_kafka_topic_new(made->get(), topic.c_str(), nullptr));
  for (const auto& value : values)
    REQUIRE(rd_kafka_produce(to.get(), 0, RD_KAFKA_MSG_F_COPY, std::string(value).data(),
                             value.size(), nullptr, 0, nullptr)
            == 0);
  REQUIRE(rd_kafka_flush(made->get(), patience_ms) == RD_KAFKA_RESP_ERR_NO_ERROR);
}

/// A batch of that many records which unpacks to 150 MB, more than librdkafka takes.
void produce_bomb(const std::string& topic, size_t records) {
  produce(topic, std::vector<std::string>(records, std::string(150'000'000 / records, 'x')));
}

offset_range unreadable_from(const std::string& topic, int64_t first) {
  const std::atomic<bool> never{false};
  const auto found = find_unreadable(address(), fresh_name("group"), {topic, 0}, first, never);
  INFO((found ? "" : found.error().text()));
  REQUIRE(found);
  return *found;
}

} // namespace

TEST_CASE("a batch that unpacks to too much is found from its first record to its last",
          "[kafka][partition_probe]") {
  const auto topic = make_topic("bombs");
  produce(topic, {"a", "b"});
  produce_bomb(topic, 1);
  produce(topic, {"c"});
  produce_bomb(topic, 300);
  produce_bomb(topic, 2);
  const auto check = [&](int64_t from, int64_t first, int64_t end) {
    const auto found = unreadable_from(topic, from);
    CHECK(found.first == first);
    CHECK(found.end == end);
  };
  check(-1, 0, 0);
  check(1, 1, 1);
  check(2, 2, 3);
  check(3, 3, 3);
  check(4, 4, 304);
  check(200, 200, 304);
  check(304, 304, 306);
  check(306, 306, 306);
}

TEST_CASE("a probe that is given up says nothing of the partition", "[kafka][partition_probe]") {
  const auto topic = make_topic("given-up");
  const std::atomic<bool> given_up{true};
  CHECK_FALSE(find_unreadable(address(), fresh_name("group"), {topic, 0}, 0, given_up));
}

TEST_CASE("a consumer reads on behind a batch that it can't read", "[kafka][group_consumer]") {
  const auto topic = make_topic("held-up");
  produce(topic, {"a"});
  produce_bomb(topic, 3);
  produce(topic, {"b"});
  const auto group = fresh_name("group");
  held_up_partitions held_up(address(), group);
  const auto now = held_up_partitions::clock::now;
  auto consumer = group_consumer::make(
      address(), {group},
      {.assigned =
           [&](const committed_positions& all) {
             start_offsets starts;
             for (const auto& [at, position] : all) {
               starts[at] = std::nullopt;
               held_up.begin(at, -1);
             }
             return starts;
           },
       .revoked = [](const auto&) {},
       .committed = [](const auto&, const auto&) {},
       .trouble = [](const auto&) {},
       .unreadable = [&](const auto& at, int64_t offset,
                         const auto& why) { held_up.fail(at, offset, why, now()); },
       .failed = [](const auto&) {}});
  REQUIRE(consumer);
  REQUIRE((*consumer)->subscribe(topic));

  std::vector<int64_t> offsets;
  std::vector<held_up_partitions::ending> endings;
  const auto deadline = now() + 60s;
  while (offsets.size() < 2 && now() < deadline) {
    const auto record = (*consumer)->poll(50ms);
    if (record && held_up.take({topic, 0}, record->at.offset))
      offsets.push_back(record->at.offset);
    for (auto& ending : held_up.take_ended(now())) {
      REQUIRE((*consumer)->seek(ending.at, ending.next));
      endings.push_back(std::move(ending));
    }
  }
  CHECK(offsets == std::vector<int64_t>{0, 4});
  REQUIRE(endings.size() == 1);
  CHECK(endings[0].first == 1);
  CHECK(endings[0].next == 4);
  CHECK(endings[0].problem.empty());
  CHECK_FALSE(endings[0].why.empty());
}
