// SPDX-License-Identifier: Apache-2.0
#include "publish/event_publisher.hpp"

#include "publish/publishing_fixture.hpp"
#include "schema_check.hpp"

#include <catch2/catch_test_macros.hpp>
#include <thread>

using namespace cordon;
using test::json_of;
using test::sample_run;

namespace {

struct telling {
  test::diary diary;
  test::fake_sender sender{diary};
  publish::event_publisher events{sender, "cordon.events"};

  std::vector<nlohmann::json> told() const {
    std::vector<nlohmann::json> all;
    for (const auto& record : sender.taken())
      all.push_back(json_of(record));
    return all;
  }
};

void check_conforms(const std::string& event) {
  INFO(event);
  CHECK(test::schema_problem("event.schema.json", event).value_or("") == "");
}

} // namespace

TEST_CASE("a job's events are numbered without a gap and end with its status",
          "[publish][events]") {
  telling t;
  const auto run = sample_run();
  t.events.tell(run, "accepted");
  t.events.tell(run, "started");
  job::result result;
  result.stdout_text = "Alice\n";
  t.events.tell_end(run, result);
  const auto sent = t.sender.taken();
  REQUIRE(sent.size() == 4);
  CHECK(sent[0].value == R"({"id":"j-1","run":1795341600000100,"seq":1,"type":"accepted"})");
  CHECK(sent[1].value == R"({"id":"j-1","run":1795341600000100,"seq":2,"type":"started"})");
  CHECK(sent[2].value
        == R"({"id":"j-1","run":1795341600000100,"seq":3,"type":"stdout","text":"Alice\n",)"
           R"("truncated":false})");
  CHECK(sent[3].value == R"({"id":"j-1","run":1795341600000100,"seq":4,"type":"succeeded"})");
  for (const auto& record : sent) {
    CHECK(record.topic == "cordon.events");
    CHECK(record.key == "key-1");
    CHECK(record.headers.empty());
    check_conforms(record.value.value());
  }
}

TEST_CASE("a job that fails says why with its last event, and silence is no event",
          "[publish][events]") {
  for (const auto how : {job::status::failed, job::status::rejected, job::status::timed_out,
                         job::status::cancelled, job::status::expired}) {
    telling t;
    t.events.tell_end(sample_run(),
                      job::make_failure(how, job::error_type::CodeExecutionError, "it \"raised\""));
    REQUIRE(t.told().size() == 1);
    const auto event = t.told()[0];
    CHECK(event["type"] == std::string(job::to_string(how)));
    CHECK(event["seq"] == 1);
    CHECK(event["error_type"] == "CodeExecutionError");
    CHECK(event["error_message"] == "it \"raised\"");
    check_conforms(event.dump());
  }
}

TEST_CASE("a job that is driven again goes on counting, another passage begins anew",
          "[publish][events]") {
  telling t;
  auto run = sample_run();
  t.events.tell(run, "started");
  run.number = 2;
  t.events.tell(run, "started");
  auto later = run;
  ++later.taken_up_us;
  t.events.tell(later, "started");
  auto other = test::sample_record();
  ++other.at.offset;
  t.events.tell(sample_run(test::sample_request(other)), "started");
  t.events.tell(run, "started");
  std::vector<int> numbers;
  for (const auto& event : t.told())
    numbers.push_back(event["seq"]);
  CHECK(numbers == std::vector{1, 2, 1, 1, 3});
}

TEST_CASE("the end and forgetting end the count", "[publish][events]") {
  telling t;
  const auto run = sample_run();
  t.events.tell(run, "accepted");
  t.events.tell_end(run, {});
  t.events.tell(run, "accepted");
  t.events.forget(run);
  t.events.tell(run, "accepted");
  CHECK(t.told()[2]["seq"] == 1);
  CHECK(t.told()[3]["seq"] == 1);
}

TEST_CASE("a large output is cut to what the topic takes", "[publish][events]") {
  telling t;
  job::result result;
  result.stdout_text = std::string(400'000, '\x01');
  t.events.tell_end(sample_run(), result);
  CHECK(t.sender.taken()[0].value->size() <= 901'000);
  CHECK(t.told()[0]["text"].get<std::string>().size() == 150'000);
  CHECK(t.told()[0]["truncated"] == true);
}

TEST_CASE("a job that did not come from Kafka has no events", "[publish][events]") {
  telling t;
  auto run = sample_run();
  run.request = nullptr;
  t.events.tell(run, "accepted");
  t.events.tell_end(run, {});
  t.events.forget(run);
  CHECK(t.told().empty());
}

TEST_CASE("a job without a key has its events under its id", "[publish][events]") {
  telling t;
  auto record = test::sample_record();
  record.key.reset();
  t.events.tell(sample_run(test::sample_request(record)), "accepted");
  CHECK(t.sender.taken()[0].key == "j-1");
}

TEST_CASE("events that a key would make too large for their topic go under the job's id",
          "[publish][events]") {
  telling t;
  auto record = test::sample_record();
  record.key = std::string(100'000, 'k');
  t.events.tell(sample_run(test::sample_request(record)), "accepted");
  CHECK(t.sender.taken()[0].key == record.key);
  record.key->push_back('k');
  const auto run = sample_run(test::sample_request(record));
  t.events.tell(run, "accepted");
  job::result result;
  result.stdout_text = std::string(1'000'000, 'x');
  t.events.tell_end(run, result);
  for (size_t i = 1; i < t.sender.taken().size(); ++i)
    CHECK(t.sender.taken()[i].key == "j-1");
  CHECK(t.sender.taken().size() == 4);
}

TEST_CASE("events that many threads tell lie in the order of their numbers", "[publish][events]") {
  telling t;
  const auto run = sample_run();
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        for (int k = 0; k < 50; ++k)
          t.events.tell(run, "started");
      });
  }
  const auto told = t.told();
  REQUIRE(told.size() == 200);
  for (size_t i = 0; i < told.size(); ++i)
    CHECK(told[i]["seq"] == i + 1);
}

TEST_CASE("what is no event does not conform to the schema", "[publish][events]") {
  for (const char* wrong :
       {R"({"id":"j","run":1,"seq":0,"type":"accepted"})",
        R"({"id":"j","run":1,"type":"accepted"})", R"({"id":"","run":1,"seq":1,"type":"accepted"})",
        R"({"id":"j","run":1,"seq":1,"type":"x"})", R"({"id":"j","run":1,"seq":1,"type":"stdout"})",
        R"({"id":"j","run":1,"seq":1,"type":"accepted","text":"x"})",
        R"({"id":"j","run":1,"seq":1,"type":"succeeded","error_type":"x"})",
        R"({"id":"j","run":1,"seq":1,"type":"accepted","more":1})"})
    CHECK(test::schema_problem("event.schema.json", wrong));
}

TEST_CASE("the schemas of what is published are closed, and their examples conform",
          "[publish][schema]") {
  for (const char* file : {"event.schema.json", "dead-letter-headers.schema.json"}) {
    CAPTURE(file);
    const auto document = nlohmann::json::parse(test::read_schema(file));
    CHECK(document["$schema"] == "http://json-schema.org/draft-07/schema#");
    CHECK(document["$id"].get<std::string>().starts_with("urn:cordon:schema:"));
    CHECK(document["additionalProperties"] == false);
    CHECK_FALSE(document["examples"].empty());
    for (const auto& [name, property] : document["properties"].items())
      CHECK(property.contains("description"));
    for (const auto& example : document["examples"])
      CHECK(test::schema_problem(file, example.dump()).value_or("") == "");
  }
}

TEST_CASE("a line goes to its topic without its end, and a refusal stops nothing",
          "[publish][lines]") {
  test::diary diary;
  test::fake_sender sender{diary};
  publish::kafka_lines lines(sender, "cordon.audit");
  sender.set_rule([](const kafka::outgoing_record& record) {
    return record.key == "bad" ? test::refused(kafka::refusal::forbidden) : test::delivered();
  });
  lines.send("{\"a\":1}\n", "bad");
  lines.send("{\"b\":2}\n", "j-1");
  const auto taken = sender.taken();
  REQUIRE(taken.size() == 1);
  CHECK(taken[0].topic == "cordon.audit");
  CHECK(taken[0].key == "j-1");
  CHECK(taken[0].value == "{\"b\":2}");
}
