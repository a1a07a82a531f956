// SPDX-License-Identifier: Apache-2.0
#include "kafka/records.hpp"

#include "job/sha256.hpp"
#include "mock_kafka.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::kafka;

namespace {

/// The record as it is read back from a broker.
job::record taken_through_kafka(outgoing_record sent) {
  mock_kafka kafka({"jobs"});
  auto its = kafka.address();
  its["message.max.bytes"] = "20000000";
  deliveries done;
  const auto producer = make_producer(its);
  REQUIRE(producer);
  sent.topic = "jobs";
  sent.partition = 0;
  producer->send(std::move(sent), done.next());
  REQUIRE(done.wait_for(1).at(0).delivered);

  auto* conf = rd_kafka_conf_new();
  its["group.id"] = "readers";
  for (const auto& [name, value] : its)
    rd_kafka_conf_set(conf, name.c_str(), value.c_str(), nullptr, 0);
  const client consumer(rd_kafka_new(RD_KAFKA_CONSUMER, conf, nullptr, 0));
  const topic_partitions all(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(all.get(), "jobs", 0)->offset = 0;
  rd_kafka_assign(consumer.get(), all.get());
  const message read(rd_kafka_consumer_poll(consumer.get(), 10'000));
  REQUIRE(read);
  REQUIRE(read->err == RD_KAFKA_RESP_ERR_NO_ERROR);
  return to_record(*read);
}

outgoing_record small_record() {
  outgoing_record made;
  made.key = "k";
  made.value = "v";
  return made;
}

} // namespace

TEST_CASE("a record comes through Kafka byte for byte", "[kafka][records]") {
  auto sent = small_record();
  sent.value = std::string(job::max_held_bytes, '\xFE');
  sent.headers = {{"a", "1"}, {"a", std::nullopt}, {"empty", ""}};
  const auto read = taken_through_kafka(sent);
  CHECK(read.key == sent.key);
  CHECK(read.value == sent.value);
  CHECK(read.headers == sent.headers);
  CHECK_FALSE(read.cut_key);
  CHECK_FALSE(read.cut_value);
  CHECK(read.headers_problem.empty());
}

TEST_CASE("a record without headers lacks none", "[kafka][records]") {
  const auto read = taken_through_kafka(small_record());
  CHECK(read.headers.empty());
  CHECK(read.headers_problem.empty());
}

TEST_CASE("of a key and a value that are too long to hold the beginning is held",
          "[kafka][records]") {
  auto sent = small_record();
  sent.key = std::string(job::max_held_bytes + 1, 'k');
  sent.value = std::string(10'000'000, 'v');
  const auto read = taken_through_kafka(sent);
  CHECK(read.key == std::string(job::held_beginning_bytes, 'k'));
  CHECK(read.value == std::string(job::held_beginning_bytes, 'v'));
  CHECK(read.value->capacity() < 2 * job::held_beginning_bytes);
  REQUIRE(read.cut_key);
  CHECK(read.cut_key->size == job::max_held_bytes + 1);
  CHECK(read.cut_key->sha256 == job::sha256_hex(*sent.key));
  REQUIRE(read.cut_value);
  CHECK(read.cut_value->size == 10'000'000);
  CHECK(read.cut_value->sha256 == job::sha256_hex(*sent.value));
}

TEST_CASE("headers that can't be read, or are too long to hold, are not taken for none",
          "[kafka][records]") {
  auto sent = small_record();
  std::string why;
  SECTION("too many") {
    sent.headers.assign(100'001, {"a", "1"});
    why = "the record's headers can't be read (Local: Bad message format)";
  }
  SECTION("too long") {
    sent.headers.assign(4, {"a", std::string(1'000'000, 'x')});
    why = "the record's headers are too long; at most 3000000 bytes are possible";
  }
  const auto read = taken_through_kafka(sent);
  CHECK(read.headers.empty());
  CHECK(read.headers_problem.starts_with(why));
  CHECK(read.value == "v");
}

TEST_CASE("headers keep their order, their names' repeats, null and empty values",
          "[kafka][records]") {
  const job::record_headers given = {{"a", "1"},
                                     {"a", std::nullopt},
                                     {"empty", ""},
                                     {"bytes", std::string("\0\xFF\n", 3)},
                                     {"", "no name"}};
  const auto made = to_headers(given);
  REQUIRE(made);
  REQUIRE(rd_kafka_header_cnt(made.get()) == given.size());
  for (size_t i = 0; i < given.size(); ++i) {
    const char* name = nullptr;
    const void* value = nullptr;
    size_t size = 0;
    REQUIRE(rd_kafka_header_get_all(made.get(), i, &name, &value, &size) == 0);
    CHECK(name == given[i].name);
    REQUIRE((value != nullptr) == given[i].value.has_value());
    if (value)
      CHECK(std::string(static_cast<const char*>(value), size) == *given[i].value);
  }
}

TEST_CASE("no headers are no list", "[kafka][records]") {
  CHECK_FALSE(to_headers({}));
}
