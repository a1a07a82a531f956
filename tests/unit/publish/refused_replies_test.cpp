// SPDX-License-Identifier: Apache-2.0
#include "publish/publishing_fixture.hpp"
#include "schema_check.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace cordon;
using kafka::refusal;
using test::json_of;
using test::publishing;
using test::sample_run;

namespace {

job::run run_to(std::string topic, std::optional<int32_t> partition = std::nullopt,
                std::string id = "j-1") {
  auto request = test::sample_request();
  request.reply_topic = std::move(topic);
  request.reply_partition = partition;
  return sample_run(std::move(request), std::move(id));
}

auto refuses_topic(std::string topic, kafka::delivery outcome) {
  return [topic = std::move(topic), outcome](const kafka::outgoing_record& record) {
    return record.topic == topic ? outcome : test::delivered();
  };
}

auto takes_up_to(size_t max_bytes) {
  return [max_bytes](const kafka::outgoing_record& record) {
    size_t size = record.key->size() + record.value->size();
    for (const auto& header : record.headers)
      size += header.value.value_or("").size();
    return size > max_bytes ? test::refused(refusal::too_large, "too large") : test::delivered();
  };
}

} // namespace

TEST_CASE("a reply goes where it was wanted", "[publish][refusal]") {
  publishing p;
  p.publish(run_to("team-replies", 2));
  REQUIRE(p.published.reaches(1));
  CHECK(p.sender.last("team-replies").partition == 2);
}

TEST_CASE("a reply that its topic refuses goes to the default topic, marked",
          "[publish][refusal]") {
  const auto how = GENERATE(refusal::no_such_target, refusal::forbidden, refusal::other);
  publishing p;
  p.sender.set_rule(refuses_topic("team-replies", test::refused(how, "unknown topic")));
  p.publish(run_to("team-replies", 2));
  REQUIRE(p.published.reaches(1));
  const auto reply = p.sender.last("cordon.replies");
  CHECK(reply.partition == std::nullopt);
  const auto json = json_of(reply);
  CHECK(json["details"]["reply_to"]
        == "'team-replies', partition 2, did not take it: unknown topic");
  CHECK(json["status"] == "succeeded");
  CHECK(test::schema_problem("result.schema.json", json.dump()).value_or("") == "");
  CHECK(p.health.problems().empty());
  // What is kept knows nothing of the way out.
  CHECK(nlohmann::json::parse(p.keeper.stored().at(0).json)["details"].empty());
}

TEST_CASE("a partition of the default topic that does not exist is no reason to wait",
          "[publish][refusal]") {
  publishing p;
  p.sender.set_rule([](const kafka::outgoing_record& record) {
    return record.partition == 999 ? test::refused(refusal::no_such_target, "unknown partition")
                                   : test::delivered();
  });
  p.publish(run_to("", 999));
  REQUIRE(p.published.reaches(1));
  CHECK(json_of(p.sender.last("cordon.replies"))["details"]["reply_to"]
        == "'cordon.replies', partition 999, did not take it: unknown partition");
}

TEST_CASE("a reply that the default topic refuses is tried for ever, and health says so",
          "[publish][refusal]") {
  publishing p;
  p.sender.set_rule([](const kafka::outgoing_record& record) {
    return record.key == "key-1" ? test::refused(refusal::forbidden, "not allowed")
                                 : test::delivered();
  });
  p.publish(run_to("team-replies"));
  REQUIRE(p.diary.has("refuse cordon.replies", 4));
  CHECK(p.diary.count("refuse team-replies") == 1);
  CHECK(p.health.problems().at("replies") == "not allowed");
  CHECK(p.published.count() == 0);

  // Others go on, and do not make it right.
  auto other = test::sample_record();
  other.key = "key-2";
  p.publish(sample_run(test::sample_request(other), "j-2"));
  REQUIRE(p.published.reaches(1));
  CHECK(p.health.problems().contains("replies"));

  p.sender.set_rule({});
  REQUIRE(p.published.reaches(2));
  CHECK(p.health.problems().empty());
  CHECK(json_of(p.sender.last("cordon.replies"))["id"] == "j-1");
}

TEST_CASE("health is well again when the last stuck reply is out", "[publish][refusal]") {
  publishing p;
  const auto refuse_ids = [&](std::vector<std::string> ids) {
    p.sender.set_rule([ids](const kafka::outgoing_record& record) {
      const auto id = json_of(record)["id"].get<std::string>();
      return std::find(ids.begin(), ids.end(), id) != ids.end() ? test::refused(refusal::other, id)
                                                                : test::delivered();
    });
  };
  refuse_ids({"a", "b"});
  p.publish(run_to("", {}, "a"));
  p.publish(run_to("", {}, "b"));
  REQUIRE(p.diary.has("refuse cordon.replies", 6));
  refuse_ids({"b"});
  REQUIRE(p.published.reaches(1));
  CHECK(p.health.problems().contains("replies"));
  refuse_ids({});
  REQUIRE(p.published.reaches(2));
  CHECK(p.health.problems().empty());
}

TEST_CASE("a reply that is too large is cut until its topic takes it", "[publish][refusal]") {
  publishing p;
  p.sender.set_rule(takes_up_to(3'000));
  job::result result;
  result.stdout_text = std::string(50'000, 'o');
  p.publish(run_to("team-replies"), result);
  REQUIRE(p.published.reaches(1));
  const auto json = json_of(p.sender.last("team-replies"));
  CHECK(json["details"]["reply"] == "cut to fit its topic: stdout");
  CHECK(json["stdout"].get<std::string>().size() > 500);
  CHECK_FALSE(json["details"].contains("reply_to"));
  CHECK(nlohmann::json::parse(p.keeper.stored().at(0).json)["stdout"].get<std::string>().size()
        == 50'000);
}

TEST_CASE("a kept result that is too large is cut likewise", "[publish][refusal]") {
  publishing p;
  p.sender.set_rule(takes_up_to(3'000));
  job::result result;
  result.stdout_text = std::string(50'000, 'o');
  const auto run = run_to("");
  p.replies.answer_stored(run.request, "j-1", job::to_json(result, *run.job),
                          [&] { p.published.add(); });
  REQUIRE(p.published.reaches(1));
  CHECK(json_of(p.sender.last("cordon.replies"))["was_output_truncated"] == true);
}

TEST_CASE("a CloudEvent that is too large is cut within its envelope", "[publish][refusal]") {
  publishing p;
  p.sender.set_rule(takes_up_to(3'000));
  auto request = test::sample_request();
  request.envelope = job::envelope::cloudevents_structured;
  job::result result;
  result.stdout_text = std::string(50'000, 'o');
  p.publish(sample_run(request), result);
  REQUIRE(p.published.reaches(1));
  CHECK(json_of(p.sender.last("cordon.replies"))["data"]["was_output_truncated"] == true);
}

TEST_CASE("a key and headers that leave no room for any result give way", "[publish][refusal]") {
  publishing p;
  p.sender.set_rule(takes_up_to(3'000));
  auto record = test::sample_record();
  record.key = std::string(100'000, 'k');
  auto request = test::sample_request(record);
  request.envelope = job::envelope::cloudevents_binary;
  request.echoed = {{"tracestate", std::string(100'000, 't')}};
  p.publish(sample_run(request));
  REQUIRE(p.published.reaches(1));
  const auto reply = p.sender.last("cordon.replies");
  CHECK(reply.key == "j-1");
  CHECK_FALSE(job::find_header(reply.headers, "tracestate"));
  CHECK(job::find_header(reply.headers, "ce_id"));
  CHECK(json_of(reply)["details"]["reply"]
        == "cut to fit its topic: the record's key, the record's headers");
}

TEST_CASE("a topic that takes nothing of any size is left for the default one",
          "[publish][refusal]") {
  publishing p;
  p.sender.set_rule(refuses_topic("team-replies", test::refused(refusal::too_large, "too large")));
  job::result result;
  result.stdout_text = std::string(5'000, 'o');
  p.publish(run_to("team-replies"), result);
  REQUIRE(p.published.reaches(1));
  CHECK(json_of(p.sender.last("cordon.replies"))["details"]["reply_to"]
        == "'team-replies' did not take it: too large");
}
