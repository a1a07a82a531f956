// SPDX-License-Identifier: Apache-2.0
#include "kafka/transactional_client.hpp"

#include "real_kafka.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>

using namespace cordon;
using namespace cordon::kafka;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<transactional_client> make_transactional(const std::string& id) {
  auto made = transactional_client::make(address(), id);
  REQUIRE(made);
  return std::move(*made);
}

/// Repeats a step as its contract says, within 20 seconds.
step repeat(const std::function<step()>& one) {
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  auto outcome = one();
  while (outcome.result == step_result::again && std::chrono::steady_clock::now() < deadline)
    outcome = one();
  return outcome;
}

std::unique_ptr<transactional_client> make_ready(const std::string& id) {
  auto made = make_transactional(id);
  REQUIRE(repeat([&] { return made->init(1s); }).result == step_result::done);
  return made;
}

/// A consumer that only knows its group: what a member outside of any generation may commit.
group_membership outsider(const std::string& group) {
  return group_metadata(rd_kafka_consumer_group_metadata_new(group.c_str()));
}

group_offsets read_offsets(const std::string& group, const std::string& topic) {
  auto conf = make_configuration({{"group.id", group}}, address(), {});
  REQUIRE(conf);
  const auto reader = make_client(RD_KAFKA_CONSUMER, std::move(*conf));
  REQUIRE(reader);
  const topic_partitions list(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), 0);
  REQUIRE(rd_kafka_committed(reader->get(), list.get(), patience_ms) == RD_KAFKA_RESP_ERR_NO_ERROR);
  return to_group_offsets(*list);
}

/// How often `value` stands in a topic for one who reads what is committed, before "end".
long committed_values(const std::string& topic, const std::string& value) {
  const auto end = make_ready(fresh_name("id"));
  const auto record = record_of(topic, "end");
  REQUIRE(end->begin().result == step_result::done);
  REQUIRE(end->produce(record, 0) == RD_KAFKA_RESP_ERR_NO_ERROR);
  REQUIRE(repeat([&] { return end->commit(1s); }).result == step_result::done);
  std::vector<job::record> all;
  for (size_t count = 1; all.empty() || all.back().value != "end"; ++count) {
    all = read_topic(topic, count);
    REQUIRE(all.size() == count);
  }
  return std::ranges::count_if(all, [&](const auto& one) { return one.value == value; });
}

} // namespace

TEST_CASE("records and offsets with their metadata are committed together",
          "[kafka][transactional_client]") {
  const auto topic = make_topic("replies");
  const auto group = fresh_name("group");
  const auto client = make_ready(fresh_name("id"));
  const auto record = record_of(topic, "reply");
  const std::string metadata(4096, 'm');
  REQUIRE(client->begin().result == step_result::done);
  REQUIRE(client->produce(record, 7) == RD_KAFKA_RESP_ERR_NO_ERROR);
  REQUIRE(repeat([&] {
            return client->send_offsets({{{topic, 0}, {42, metadata}}}, outsider(group), 1s);
          }).result
          == step_result::done);
  REQUIRE(repeat([&] { return client->commit(1s); }).result == step_result::done);
  const auto reports = client->take_reports();
  REQUIRE(reports.size() == 1);
  CHECK(reports[0].number == 7);
  CHECK(reports[0].code == RD_KAFKA_RESP_ERR_NO_ERROR);
  const auto offsets = read_offsets(group, topic);
  REQUIRE(offsets.contains({topic, 0}));
  CHECK(offsets.at({topic, 0}) == committed_position{42, metadata});
  CHECK(committed_values(topic, "reply") == 1);
}

TEST_CASE("nothing of an aborted transaction is seen", "[kafka][transactional_client]") {
  const auto topic = make_topic("replies");
  const auto group = fresh_name("group");
  const auto client = make_ready(fresh_name("id"));
  const auto record = record_of(topic, "reply");
  REQUIRE(client->begin().result == step_result::done);
  REQUIRE(client->produce(record, 0) == RD_KAFKA_RESP_ERR_NO_ERROR);
  REQUIRE(repeat([&] {
            return client->send_offsets({{{topic, 0}, {42, ""}}}, outsider(group), 1s);
          }).result
          == step_result::done);
  REQUIRE(repeat([&] { return client->abort(1s); }).result == step_result::done);
  CHECK(read_offsets(group, topic).empty());
  CHECK(committed_values(topic, "reply") == 0);
}

TEST_CASE("a second producer of the same id fences the first", "[kafka][transactional_client]") {
  const auto topic = make_topic("replies");
  const auto id = fresh_name("id");
  const auto first = make_ready(id);
  const auto record = record_of(topic, "reply");
  REQUIRE(first->begin().result == step_result::done);
  REQUIRE(first->produce(record, 0) == RD_KAFKA_RESP_ERR_NO_ERROR);
  const auto second = make_ready(id);
  CHECK(repeat([&] { return first->commit(1s); }).result == step_result::lost);
  CHECK(committed_values(topic, "reply") == 0);
}

TEST_CASE("a record that its topic refuses makes the transaction fail, and is named",
          "[kafka][transactional_client]") {
  const auto topic = make_topic("small", "1000");
  const auto client = make_ready(fresh_name("id"));
  const auto record = record_of(topic, std::string(5000, 'x'));
  REQUIRE(client->begin().result == step_result::done);
  REQUIRE(client->produce(record, 3) == RD_KAFKA_RESP_ERR_NO_ERROR);
  REQUIRE(repeat([&] { return client->commit(1s); }).result == step_result::to_abort);
  REQUIRE(repeat([&] { return client->abort(1s); }).result == step_result::done);
  const auto reports = client->take_reports();
  REQUIRE(reports.size() == 1);
  CHECK(reports[0].number == 3);
  CHECK(reports[0].code == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE);
  // The producer goes on; librdkafka 2.0 has to abort once more, over a gap in its sequence.
  const auto good = record_of(topic, "fits");
  auto committed = step_result::to_abort;
  for (int attempt = 0; attempt < 3 && committed == step_result::to_abort; ++attempt) {
    REQUIRE(client->begin().result == step_result::done);
    REQUIRE(client->produce(good, 0) == RD_KAFKA_RESP_ERR_NO_ERROR);
    committed = repeat([&] { return client->commit(1s); }).result;
    if (committed == step_result::to_abort)
      REQUIRE(repeat([&] { return client->abort(1s); }).result == step_result::done);
  }
  CHECK(committed == step_result::done);
  CHECK(committed_values(topic, "fits") == 1);
}

TEST_CASE("a member of an old generation cannot commit", "[kafka][transactional_client]") {
  const auto topic = make_topic("replies");
  const auto client = make_ready(fresh_name("id"));
  const auto record = record_of(topic, "reply");
  const group_membership stale = group_metadata(rd_kafka_consumer_group_metadata_new_with_genid(
      fresh_name("group").c_str(), 3, "gone", nullptr));
  REQUIRE(client->begin().result == step_result::done);
  REQUIRE(client->produce(record, 0) == RD_KAFKA_RESP_ERR_NO_ERROR);
  CHECK(repeat([&] {
          return client->send_offsets({{{topic, 0}, {1, ""}}}, stale, 1s);
        }).result
        == step_result::to_abort);
  CHECK(repeat([&] { return client->abort(1s); }).result == step_result::done);
}

TEST_CASE("a topic or a partition that does not exist is an obstacle",
          "[kafka][transactional_client]") {
  const auto topic = make_topic("replies");
  const auto client = make_ready(fresh_name("id"));
  CHECK(client->look_up(topic, 5s).partitions == 1);
  CHECK_FALSE(obstacle_at(client->look_up(topic, 5s), std::nullopt));
  CHECK_FALSE(obstacle_at(client->look_up(topic, 5s), 0));
  for (const auto& [name, partition] :
       {std::pair(topic, std::optional<int32_t>(999)),
        std::pair(fresh_name("missing"), std::optional<int32_t>()),
        std::pair(std::string("no topic's name"), std::optional<int32_t>())}) {
    const auto obstacle = obstacle_at(client->look_up(name, 5s), partition);
    REQUIRE(obstacle);
    CHECK(obstacle->refusal == refusal::no_such_target);
  }
}
