// SPDX-License-Identifier: Apache-2.0
#include "delay/plain_carrier.hpp"
#include "delay/transactional_carrier.hpp"
#include "kafka/handles.hpp"
#include "publish/fake_transactions.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::delay;
using namespace std::chrono_literals;
using kafka::step_result;

namespace {

kafka::delivery delivered() {
  kafka::delivery made;
  made.delivered = true;
  return made;
}

const kafka::group_offsets offsets{{{"jobs-delay-1s", 0}, {5, ""}}};

std::vector<kafka::outgoing_record> records(std::vector<std::string> topics) {
  std::vector<kafka::outgoing_record> made;
  for (auto& topic : topics)
    made.push_back({std::move(topic), std::nullopt, "key", "value", {}});
  return made;
}

kafka::group_membership make_member() {
  return kafka::group_metadata(rd_kafka_consumer_group_metadata_new("group"));
}

struct carrying_once {
  test::fake_broker broker;
  kafka::group_membership member = make_member();
  std::chrono::steady_clock::time_point now{};
  transactional_carrier carrier{[this] {
                                  return expected<std::unique_ptr<kafka::transactional_producer>>(
                                      std::make_unique<test::fake_producer>(broker));
                                },
                                [this] { return now; }};

  fate carry(std::vector<std::string> topics = {"jobs"}) {
    REQUIRE(carrier.make_ready());
    carrier.begin(records(std::move(topics)), offsets, member);
    return carrier.step();
  }
};

struct carrying_plainly {
  std::vector<kafka::producer::on_delivery> sent;
  std::vector<kafka::group_offsets> commits;
  kafka::group_membership member = make_member();
  plain_carrier carrier{[this](const kafka::outgoing_record&, kafka::producer::on_delivery done) {
                          sent.push_back(std::move(done));
                        },
                        [this](const kafka::group_offsets& all) {
                          commits.push_back(all);
                          return std::string();
                        }};
};

} // namespace

TEST_CASE("records and offsets go in one transaction", "[delay][carrier]") {
  carrying_once at;
  CHECK(at.carry({"jobs", "jobs-delay-1s"}) == fate::moved);
  CHECK(at.broker.committed.size() == 2);
  CHECK(at.broker.offsets == offsets);
  CHECK(at.carry() == fate::moved);
  CHECK(at.broker.producers == 1);
}

TEST_CASE("a step that timed out is repeated before any other", "[delay][carrier]") {
  for (const char* step : {"send_offsets", "commit", "abort"}) {
    carrying_once at;
    if (std::string(step) == "abort")
      at.broker.next["commit"] = {{step_result::to_abort, "late"}};
    at.broker.next[step].push_back({step_result::again, "not yet"});
    CHECK(at.carry() == fate::under_way);
    CHECK(at.carrier.why() == "not yet");
    CHECK(at.carrier.step() == (std::string(step) == "abort" ? fate::failed : fate::moved));
  }
}

TEST_CASE("a refused record is named, and all of its transaction is aborted", "[delay][carrier]") {
  carrying_once at;
  at.broker.topics_that_fail["small"] = RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE;
  CHECK(at.carry({"jobs", "small"}) == fate::failed);
  REQUIRE(at.carrier.refusals().size() == 1);
  CHECK(at.carrier.refusals()[0].index == 1);
  CHECK(at.carrier.refusals()[0].what.refusal == kafka::refusal::too_large);
  CHECK(at.carrier.refusals()[0].may_be_a_neighbours);
  CHECK(at.broker.committed.empty());
  CHECK(at.carry({"small"}) == fate::failed);
  REQUIRE(at.carrier.refusals().size() == 1);
  CHECK_FALSE(at.carrier.refusals()[0].may_be_a_neighbours);
  CHECK(at.carry() == fate::moved);
  CHECK(at.carrier.refusals().empty());
  CHECK(at.broker.producers == 1);
}

TEST_CASE("a producer that is lost is made anew after a while", "[delay][carrier]") {
  for (const char* step : {"begin", "send_offsets", "commit"}) {
    carrying_once at;
    at.broker.next[step] = {{step_result::lost, "fenced"}};
    CHECK(at.carry() == fate::failed);
    CHECK_FALSE(at.carrier.make_ready());
    at.now += 2s;
    CHECK(at.carry() == fate::moved);
    CHECK(at.broker.producers == 2);
    CHECK(at.broker.committed.size() == 1);
  }
}

TEST_CASE("a producer is ready once it is initialised", "[delay][carrier]") {
  carrying_once at;
  at.broker.next["init"] = {{step_result::again, "no broker"}, {step_result::lost, "forbidden"}};
  CHECK_FALSE(at.carrier.make_ready());
  CHECK_FALSE(at.carrier.make_ready());
  CHECK(at.carrier.why() == "forbidden");
  at.now += 2s;
  CHECK(at.carrier.make_ready());
  CHECK(at.broker.producers == 2);
}

TEST_CASE("a transaction that is given up is not committed", "[delay][carrier]") {
  carrying_once at;
  at.broker.next["commit"] = {{step_result::again, "slow"}};
  CHECK(at.carry() == fate::under_way);
  at.carrier.give_up();
  CHECK_FALSE(at.carrier.make_ready());
  CHECK(at.broker.committed.empty());
}

TEST_CASE("offsets are committed once every record has arrived", "[delay][carrier]") {
  carrying_plainly at;
  at.carrier.begin(records({"jobs", "jobs"}), offsets, at.member);
  REQUIRE(at.sent.size() == 2);
  at.sent[1](delivered());
  CHECK(at.carrier.step() == fate::under_way);
  CHECK(at.commits.empty());
  at.sent[0](delivered());
  CHECK(at.carrier.step() == fate::moved);
  CHECK(at.commits == std::vector{offsets});
}

TEST_CASE("a record that does not arrive keeps the offsets", "[delay][carrier]") {
  carrying_plainly at;
  at.carrier.begin(records({"jobs", "gone"}), offsets, at.member);
  at.sent[0](delivered());
  at.sent[1]({.refusal = kafka::refusal::no_such_target, .why = "no topic"});
  CHECK(at.carrier.step() == fate::failed);
  CHECK(at.commits.empty());
  REQUIRE(at.carrier.refusals().size() == 1);
  CHECK(at.carrier.refusals()[0].index == 1);
  CHECK(at.carrier.why() == "no topic");
}

TEST_CASE("what arrives after a batch was given up changes nothing", "[delay][carrier]") {
  carrying_plainly at;
  at.carrier.begin(records({"jobs"}), offsets, at.member);
  at.carrier.give_up();
  at.sent[0](delivered());
  CHECK(at.carrier.step() == fate::failed);
  CHECK(at.commits.empty());
}
