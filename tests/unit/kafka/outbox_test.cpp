// SPDX-License-Identifier: Apache-2.0
#include "kafka/outbox.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::kafka;
using namespace std::chrono_literals;

namespace {

outgoing_record record_of(std::string topic, std::string value = "x") {
  outgoing_record made;
  made.topic = std::move(topic);
  made.value = std::move(value);
  return made;
}

/// An outbox, and a librdkafka that notes what it is given.
struct sample_outbox {
  struct given_record {
    road by;
    std::string topic;
    uint64_t number;

    bool operator==(const given_record&) const = default;
  };

  outbox::give giver() {
    return [this](road by, const outgoing_record& record, uint64_t number) {
      if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        given.push_back({by, record.topic, number});
      return code;
    };
  }

  void add(const std::string& topic, std::string value = "x") {
    box.add(record_of(topic, std::move(value)), nullptr);
    refused = box.give_topic(topic, giver(), now);
  }

  void give_all() { refused = box.give_all(giver(), now); }

  bool report(uint64_t number, rd_kafka_resp_err_t what, road by = road::together) {
    return box.settle({number, what, 0, 7}, by, now, settled);
  }

  std::vector<given_record> take_given() { return std::exchange(given, {}); }

  outbox box;
  outbox::clock::time_point now;
  rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;
  std::vector<given_record> given;
  std::vector<settled_record> refused;
  std::vector<settled_record> settled;
};

} // namespace

TEST_CASE("a record that librdkafka has no room for is given later, in its order",
          "[kafka][outbox]") {
  sample_outbox sample;
  sample.code = RD_KAFKA_RESP_ERR__QUEUE_FULL;
  sample.add("a");
  sample.code = RD_KAFKA_RESP_ERR_NO_ERROR;
  sample.add("a");
  sample.add("b");
  const std::vector<sample_outbox::given_record> expected = {
      {road::together, "a", 1}, {road::together, "a", 2}, {road::together, "b", 3}};
  CHECK(sample.given == expected);
  CHECK_FALSE(sample.box.has_ungiven());
}

TEST_CASE("a delivered record is settled once", "[kafka][outbox]") {
  sample_outbox sample;
  sample.add("a", "four");
  CHECK(sample.report(1, RD_KAFKA_RESP_ERR_NO_ERROR));
  CHECK(sample.report(1, RD_KAFKA_RESP_ERR_NO_ERROR));
  CHECK(sample.report(99, RD_KAFKA_RESP_ERR_NO_ERROR));
  REQUIRE(sample.settled.size() == 1);
  CHECK(sample.settled[0].what.delivered);
  CHECK(sample.settled[0].what.offset == 7);
  CHECK(sample.settled[0].bytes == 5);
  CHECK(sample.box.given(road::together) == 0);
}

TEST_CASE("a failure that passes holds up its own topic alone, for a while", "[kafka][outbox]") {
  sample_outbox sample;
  sample.add("a");
  CHECK_FALSE(sample.report(1, RD_KAFKA_RESP_ERR__MSG_TIMED_OUT));
  CHECK(sample.settled.empty());
  sample.take_given();
  sample.add("a");
  sample.add("b");
  const std::vector<sample_outbox::given_record> at_once = {{road::together, "b", 3}};
  CHECK(sample.take_given() == at_once);
  sample.now += 1s;
  sample.give_all();
  const std::vector<sample_outbox::given_record> later = {{road::together, "a", 1},
                                                          {road::together, "a", 2}};
  CHECK(sample.given == later);
}

TEST_CASE("what was given to a client that is gone is given again, in order", "[kafka][outbox]") {
  sample_outbox sample;
  for (int i = 0; i < 3; ++i)
    sample.add("a");
  sample.report(2, RD_KAFKA_RESP_ERR_NO_ERROR);
  sample.take_given();
  sample.box.take_back(road::together);
  CHECK(sample.box.given(road::together) == 0);
  sample.give_all();
  const std::vector<sample_outbox::given_record> expected = {{road::together, "a", 1},
                                                             {road::together, "a", 3}};
  CHECK(sample.given == expected);
}

TEST_CASE("after a refused batch its topic's records go alone, once the others have a fate",
          "[kafka][outbox]") {
  sample_outbox sample;
  for (int i = 0; i < 3; ++i)
    sample.add("a");
  sample.take_given();
  CHECK(sample.report(1, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE));
  CHECK(sample.box.goes_alone());
  sample.give_all();
  sample.add("a");
  CHECK(sample.given.empty());
  sample.report(2, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE);
  sample.report(3, RD_KAFKA_RESP_ERR_NO_ERROR);
  sample.give_all();
  sample.add("b");
  const std::vector<sample_outbox::given_record> expected = {{road::alone, "a", 1},
                                                             {road::alone, "a", 2},
                                                             {road::alone, "a", 4},
                                                             {road::together, "b", 5}};
  CHECK(sample.given == expected);
}

TEST_CASE("a record that is refused when it goes alone is refused for good", "[kafka][outbox]") {
  sample_outbox sample;
  sample.add("a");
  sample.report(1, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE);
  sample.give_all();
  sample.report(1, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, road::alone);
  REQUIRE(sample.settled.size() == 1);
  CHECK(sample.settled[0].what.refusal == refusal::too_large);
  CHECK(sample.settled[0].what.offset == -1);
}

TEST_CASE("each refusal is told by its kind", "[kafka][outbox]") {
  const std::pair<rd_kafka_resp_err_t, refusal> kinds[] = {
      {RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, refusal::no_such_target},
      {RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION, refusal::no_such_target},
      {RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, refusal::too_large},
      {RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, refusal::forbidden},
      {RD_KAFKA_RESP_ERR_INVALID_RECORD, refusal::other}};
  for (const auto& [code, kind] : kinds) {
    sample_outbox sample;
    sample.code = code;
    sample.add("a");
    REQUIRE(sample.refused.size() == 1);
    CHECK_FALSE(sample.refused[0].what.delivered);
    CHECK(sample.refused[0].what.refusal == kind);
    CHECK(sample.refused[0].what.why == rd_kafka_err2str(code));
    CHECK_FALSE(sample.box.has_ungiven());
  }
}
