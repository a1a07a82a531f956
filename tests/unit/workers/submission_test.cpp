// SPDX-License-Identifier: Apache-2.0
#include "submission.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::workers;

namespace {

std::string problem_of(std::string_view text) {
  const auto job = prepare_job(text, "x-1");
  return job ? "" : job.error().what;
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a job without an id gets one, and is else left as it was written",
          "[workers][submission]") {
  const auto job = prepare_job(" {\n \"code\": \"1e400\" }\n", "x-1").value();
  CHECK(job.id == "x-1");
  CHECK(job.json == "{\"id\":\"x-1\",\n \"code\": \"1e400\" }");
  CHECK(job.reply_to.empty());
  CHECK(prepare_job("{ }", "x-1").value().json == "{\"id\":\"x-1\" }");
}

TEST_CASE("a job with an id keeps every byte", "[workers][submission]") {
  const auto text = R"({"code": "", "id" : "mine", "reply_to": "a-replies"})";
  const auto job = prepare_job(text, "x-1").value();
  CHECK(job.id == "mine");
  CHECK(job.json == text);
  CHECK(job.reply_to == "a-replies");
  CHECK(prepare_job(R"({"id": 7})", "x-1").value().json == R"({"id": 7})");
}

TEST_CASE("the job within a CloudEvent gets the id", "[workers][submission]") {
  const auto job =
      prepare_job(R"({"specversion":"1.0","id":"e","data":{"code":"","reply_to":"r"}})", "x-1")
          .value();
  CHECK(job.json
        == R"({"specversion":"1.0","id":"e","data":{"id":"x-1","code":"","reply_to":"r"}})");
  CHECK(job.id == "x-1");
  CHECK(job.reply_to == "r");
}

TEST_CASE("what is no JSON object is no job", "[workers][submission]") {
  CHECK(holds(problem_of("[1]"), "must be a JSON object, not an array"));
  CHECK(holds(problem_of("{"), "must be a JSON object: "));
  CHECK(holds(problem_of(""), "must be a JSON object"));
  CHECK(holds(problem_of("{\"a\":\"\xff\"}"), "must be UTF-8; byte 6"));
  CHECK_FALSE(problem_of(std::string(100'000, '[')).empty());
  CHECK(holds(problem_of('"' + std::string(1'500'000, 'a') + '"'), "at most 1500000 bytes"));
}

TEST_CASE("a line that is no job is answered with its number", "[workers][submission]") {
  const auto json = local_rejection(21, {errc::bad_input, "a job must be whole", "", false});
  const auto reply = parse_reply(json).value();
  CHECK(reply.status == job::status::rejected);
  CHECK(holds(json, R"("id":"21")"));
  CHECK(holds(json, "not sent: a job must be whole"));
}

TEST_CASE("two submissions have different tokens", "[workers][submission]") {
  const auto token = make_submission_token();
  CHECK(token.size() == 24);
  CHECK(token != make_submission_token());
}

TEST_CASE("a reply settles the job that it belongs to, once", "[workers][submission]") {
  awaited_replies awaited("t");
  awaited.expect(1, "a");
  awaited.expect(2, "b");
  CHECK(awaited.name_of(2) == "t-2");
  CHECK(awaited.settle("t-2") == "b");
  CHECK_FALSE(awaited.settle("t-2"));
  CHECK(awaited.size() == 1);
  CHECK(awaited.some(5) == std::vector<std::string>{"a"});
  CHECK(awaited.some(0).empty());
}

TEST_CASE("the correlation ids of others settle nothing", "[workers][submission]") {
  awaited_replies awaited("t");
  awaited.expect(1, "a");
  for (const char* other :
       {"", "t", "t-", "t-1x", "t-+1", "t-99999999999999999999", "u-1", "tt-1", "t1"})
    CHECK_FALSE(awaited.settle(other));
  CHECK(awaited.size() == 1);
}

TEST_CASE("a job's record carries the key and what comes back with the reply",
          "[workers][submission]") {
  const auto record =
      submission_record({.id = "a", .json = "{}", .reply_to = ""}, "jobs", "k", "t-1");
  CHECK(record.topic == "jobs");
  CHECK(record.key == "k");
  CHECK(record.value == "{}");
  CHECK(record.headers == job::record_headers{{"kafka_correlationId", "t-1"}});
  CHECK_FALSE(submission_record({}, "jobs", std::nullopt, "t-1").key);
}

TEST_CASE("a reply is read in both envelopes, onto one line", "[workers][submission]") {
  const auto plain = parse_reply("{\n\"status\":\"timed_out\"}").value();
  CHECK(plain.status == job::status::timed_out);
  CHECK(plain.json.find('\n') == std::string::npos);
  CHECK(parse_reply(R"({"specversion":"1.0","data":{"status":"succeeded"}})").value().status
        == job::status::succeeded);
}

TEST_CASE("what is no reply is an error", "[workers][submission]") {
  for (const std::string text : {"", "{", "[]", "{}", R"({"status":1})", R"({"status":"fine"})",
                                 "{\"status\":\"failed\",\"a\":\"\xff\"}"})
    CHECK_FALSE(parse_reply(text));
  CHECK_FALSE(parse_reply(std::string(100'000, '[')));
}

TEST_CASE("a wait in vain tells how many jobs, how long and at which broker",
          "[workers][submission]") {
  const waiting_place place{
      .patience = std::chrono::milliseconds(4'000), .brokers = "b:9092", .jobs_topic = "jobs"};
  CHECK(without_replies(no_reply_at(place), 1, {"x-1"})
        == "1 job has no reply (x-1): none came for 4 s at b:9092; does a worker run there that "
           "reads 'jobs'?");
  CHECK(without_replies(no_reply_at({std::chrono::milliseconds(1'500), "b:1,c:2", "j"}), 3,
                        {"x-1", "x-2"})
        == "3 jobs have no reply (x-1, x-2, …): none came for 1.5 s at b:1,c:2; does a worker run "
           "there that reads 'j'?");
  CHECK(without_replies(no_job_taken_at(place), 0, {})
        == "the broker at b:9092 took no job for 4 s");
}
