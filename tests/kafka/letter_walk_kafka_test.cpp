// SPDX-License-Identifier: Apache-2.0
#include "letter_walk.hpp"

#include "kafka/transactional_client.hpp"
#include "real_kafka.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <map>

using namespace cordon;
using namespace cordon::kafka;
using namespace std::chrono_literals;

namespace {

/// Writes records as a worker writes dead letters: in transactions, each of which ends in a marker
/// that has an offset of its own.
class letter_writer {
public:
  explicit letter_writer(std::string topic) : topic_(std::move(topic)) {
    auto made = transactional_client::make(address(), fresh_name("id"));
    REQUIRE(made);
    client_ = std::move(*made);
    until_done([this] { return client_->init(1s); });
  }

  void write(int32_t partition, const std::string& value) {
    produce(partition, value);
    until_done([this] { return client_->commit(1s); });
  }

  void write_and_abort(int32_t partition) {
    produce(partition, "aborted");
    until_done([this] { return client_->abort(1s); });
  }

private:
  void produce(int32_t partition, const std::string& value) {
    auto record = record_of(topic_, value);
    record.partition = partition;
    REQUIRE(client_->begin().result == step_result::done);
    REQUIRE(client_->produce(record, 0) == RD_KAFKA_RESP_ERR_NO_ERROR);
  }

  static void until_done(const std::function<step()>& one) {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    auto outcome = one();
    while (outcome.result == step_result::again && std::chrono::steady_clock::now() < deadline)
      outcome = one();
    REQUIRE(outcome.result == step_result::done);
  }

  std::string topic_;
  std::unique_ptr<transactional_client> client_;
};

using values = std::map<int32_t, std::vector<std::string>>;

values walk(const std::string& topic, std::optional<uint64_t> newest) {
  auto reader = workers::topic_reader::connect(address(), 20s);
  REQUIRE(reader);
  values seen;
  const auto walked = workers::walk_letters(
      **reader, topic, newest, [] { return true; },
      [&](const job::record& record) {
        seen[record.at.partition].push_back(record.value.value_or(""));
        return true;
      });
  CHECK(walked);
  return seen;
}

bool holds(const std::vector<std::string>& all, const std::string& value) {
  return std::count(all.begin(), all.end(), value) == 1;
}

} // namespace

TEST_CASE("the newest dead letters of each partition are found between transactions' markers",
          "[kafka][letter_walk]") {
  const auto topic = make_topic("letters", "1048588", 3);
  letter_writer writer(topic);
  for (int i = 0; i < 60; ++i)
    writer.write(0, std::to_string(i));
  for (int i = 0; i < 3; ++i)
    writer.write(1, std::to_string(i));
  // More than two windows without a record.
  for (int i = 0; i < 80; ++i)
    writer.write_and_abort(1);

  for (const uint64_t limit : {1, 3, 50}) {
    INFO(limit);
    auto seen = walk(topic, limit);
    for (int i = 60 - static_cast<int>(limit); i < 60; ++i)
      CHECK(holds(seen[0], std::to_string(i)));
    for (int i = std::max(0, 3 - static_cast<int>(limit)); i < 3; ++i)
      CHECK(holds(seen[1], std::to_string(i)));
    CHECK_FALSE(holds(seen[1], "aborted"));
    CHECK(seen[2].empty());
  }
  const auto all = walk(topic, std::nullopt);
  CHECK(all.at(0).size() == 60);
  CHECK(all.at(1) == std::vector<std::string>{"0", "1", "2"});
}
