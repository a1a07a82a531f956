// SPDX-License-Identifier: Apache-2.0
#include "publish/kafka_replies.hpp"

#include "publish/publishing_fixture.hpp"
#include "schema_check.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace cordon;
using test::json_of;
using test::publishing;
using test::sample_run;

namespace {

job::result with_artifacts() {
  job::result result;
  result.artifacts = {{"small.txt", "text/plain", "12345"},
                      {"large.txt", "text/plain", std::string(20, 'l')},
                      {"empty.txt", "text/plain", ""}};
  return result;
}

job::result dead() {
  auto result =
      job::make_failure(job::status::failed, job::error_type::SandboxError, "3 workers died");
  result.dead_letter_reason = "3 workers died under this job";
  return result;
}

} // namespace

TEST_CASE("a result is kept before its reply goes out, and published after",
          "[publish][kafka_replies]") {
  publishing p;
  job::result result;
  result.stdout_text = "Alice\n";
  p.publish(sample_run(), result);
  REQUIRE(p.published.reaches(1));
  CHECK(p.diary.entries() == std::vector<std::string>{"store j-1", "send cordon.replies"});
  const auto reply = p.sender.last("cordon.replies");
  CHECK(reply.key == "key-1");
  CHECK(json_of(reply)["stdout"] == "Alice\n");
  const auto kept = p.keeper.stored().at(0);
  CHECK(kept.json == reply.value);
  CHECK(kept.user_id_json == "7");
  CHECK(kept.first == job::record_position{"cordon.jobs", 3, 4711});
}

TEST_CASE("a result is kept for the first record, and for the one that is answered",
          "[publish][kafka_replies]") {
  publishing p;
  auto request = test::sample_request();
  request.first.at = {"cordon.jobs", 1, 2};
  p.publish(sample_run(request));
  REQUIRE(p.published.reaches(1));
  CHECK(p.keeper.stored().at(0).at == job::record_position{"cordon.jobs", 3, 4711});
  CHECK(p.keeper.stored().at(0).first == job::record_position{"cordon.jobs", 1, 2});
}

TEST_CASE("what can be retried and what is a dead letter give their names up",
          "[publish][kafka_replies]") {
  publishing p;
  auto retriable = job::make_failure(job::status::failed, job::error_type::SandboxError, "no slot");
  retriable.can_retry = true;
  p.publish(sample_run(), job::result());
  p.publish(sample_run(), retriable);
  p.publish(sample_run(), dead());
  REQUIRE(p.published.reaches(3));
  const auto kept = p.keeper.stored();
  CHECK_FALSE(kept.at(0).gives_up_claim);
  CHECK(kept.at(1).gives_up_claim);
  CHECK(kept.at(2).gives_up_claim);
}

TEST_CASE("without Redis the reply goes out all the same", "[publish][kafka_replies]") {
  SECTION("none is configured") {
    publishing p(false);
    p.publish(sample_run());
    REQUIRE(p.published.reaches(1));
    CHECK(p.diary.entries() == std::vector<std::string>{"send cordon.replies"});
  }
  SECTION("it is away, and jobs run without it") {
    publishing p;
    p.keeper.is_there = false;
    p.publish(sample_run());
    REQUIRE(p.published.reaches(1));
  }
}

TEST_CASE("a job that did not come from Kafka has no reply", "[publish][kafka_replies]") {
  publishing p;
  auto run = sample_run();
  run.request = nullptr;
  p.publish(run);
  CHECK(p.published.count() == 1);
  p.settle();
  CHECK(p.diary.entries().empty());
}

TEST_CASE("artifacts that do not fit together are kept and named by a key",
          "[publish][kafka_replies]") {
  publishing p;
  p.publish(sample_run(), with_artifacts());
  REQUIRE(p.published.reaches(1));
  CHECK(p.diary.entries()
        == std::vector<std::string>{"artifact large.txt", "store j-1", "send cordon.replies"});
  const auto json = json_of(p.sender.last("cordon.replies"));
  CHECK(json["artifacts"][0]["data_base64"] == "MTIzNDU=");
  CHECK(json["artifacts"][1]
        == nlohmann::json{{"name", "large.txt"},
                          {"media_type", "text/plain"},
                          {"size", 20},
                          {"ref", "ref:7:j-1:large.txt"}});
  CHECK(json["artifacts"][2]["data_base64"] == "");
  CHECK(json["details"].empty());
  CHECK(test::schema_problem("result.schema.json", json.dump()).value_or("") == "");
}

TEST_CASE("without Redis large artifacts are left out and marked", "[publish][kafka_replies]") {
  const bool is_configured = GENERATE(false, true);
  publishing p(is_configured);
  p.keeper.is_there = false;
  auto result = with_artifacts();
  result.details["artifacts"] = "too many";
  p.publish(sample_run(), result);
  REQUIRE(p.published.reaches(1));
  const auto json = json_of(p.sender.last("cordon.replies"));
  CHECK(json["artifacts"][1]
        == nlohmann::json{{"name", "large.txt"}, {"media_type", "text/plain"}, {"size", 20}});
  CHECK(json["details"]["artifacts"]
        == "too many; 1 left out: too large for the reply, and no Redis has room for them");
  CHECK(test::schema_problem("result.schema.json", json.dump()).value_or("") == "");
}

TEST_CASE("a dead letter is published when both its record and its reply are out",
          "[publish][kafka_replies]") {
  publishing p;
  p.sender.set_rule([](const kafka::outgoing_record& record) {
    return record.topic == "cordon.jobs-dlt"
               ? test::refused(kafka::refusal::no_such_target, "no such topic")
               : test::delivered();
  });
  p.publish(sample_run(), dead());
  REQUIRE(p.diary.has("refuse cordon.jobs-dlt", 3));
  REQUIRE(p.diary.has("send cordon.replies"));
  CHECK(p.health.problems().at("dead_letters") == "no such topic");
  CHECK(p.published.count() == 0);
  CHECK(p.dead_letters.count() == 0);

  // Others go on meanwhile.
  p.publish(sample_run(test::sample_request(), "j-2"));
  REQUIRE(p.published.reaches(1));

  p.sender.set_rule({});
  REQUIRE(p.published.reaches(2));
  CHECK(p.dead_letters.count() == 1);
  CHECK(p.health.problems().empty());
  const auto record = p.sender.last("cordon.jobs-dlt");
  CHECK(record.value == test::sample_record().value);
  CHECK(job::find_header(record.headers, "kafka_dlt-exception-fqcn")->value
        == "cordon.SandboxError");
  CHECK(job::find_header(record.headers, "kafka_dlt-exception-message")->value
        == "3 workers died under this job");
}

TEST_CASE("a dead letter that is too large for its topic is cut", "[publish][kafka_replies]") {
  publishing p;
  p.sender.set_rule([](const kafka::outgoing_record& record) {
    return record.topic == "cordon.jobs-dlt" && record.value->size() > 10'000
               ? test::refused(kafka::refusal::too_large)
               : test::delivered();
  });
  auto record = test::sample_record();
  record.value = std::string(100'000, 'v');
  p.publish(sample_run(test::sample_request(record)), dead());
  REQUIRE(p.published.reaches(1));
  const auto letter = p.sender.last("cordon.jobs-dlt");
  CHECK(letter.value->size() <= 10'000);
  CHECK(letter.value->size() > 2'000);
  CHECK(job::find_header(letter.headers, "cordon_dlt-value-sha256"));
}

TEST_CASE("a kept result answers its record again, and is not kept again",
          "[publish][kafka_replies]") {
  publishing p;
  const std::string json = R"({"id":"j-1","status":"succeeded","user_id":1234567890123456789012})";
  auto request = test::sample_request();
  request.reply_topic = "team-replies";
  p.replies.answer_stored(std::make_shared<const job::request>(request), "j-1", json,
                          [&] { p.published.add(); });
  REQUIRE(p.published.reaches(1));
  CHECK(p.diary.entries() == std::vector<std::string>{"send team-replies"});
  CHECK(p.sender.last("team-replies").value == json);
  CHECK(p.sender.last("team-replies").key == "key-1");
}

TEST_CASE("nothing is published after the end", "[publish][kafka_replies]") {
  publishing p;
  p.sender.set_rule(
      [](const kafka::outgoing_record&) { return test::refused(kafka::refusal::other); });
  p.publish(sample_run());
  REQUIRE(p.diary.has("refuse cordon.replies"));
  p.replies.close();
  p.sender.set_rule({});
  p.publish(sample_run());
  p.settle();
  CHECK(p.published.count() == 0);
  CHECK(p.sender.taken().empty());
}
