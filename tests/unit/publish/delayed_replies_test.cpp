// SPDX-License-Identifier: Apache-2.0
#include "delay/delay_headers.hpp"
#include "job/wall_clock.hpp"
#include "publish/publishing_fixture.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace cordon;
using Catch::Matchers::ContainsSubstring;
using test::publishing;
using test::sample_run;

namespace {

void put_off(publishing& p, int64_t due_ms) {
  const auto run = sample_run();
  p.replies.put_off({.job = run.job, .request = run.request, .due_ms = due_ms},
                    [&p] { p.published.add(); });
}

kafka::delivery no_delay_topic_has_room(const kafka::outgoing_record& record) {
  return record.topic.find("-delay-") == std::string::npos
             ? test::delivered()
             : test::refused(kafka::refusal::too_large, "too much");
}

} // namespace

TEST_CASE("a job that is to be retried is not answered, but comes again later",
          "[publish][kafka_replies][delay]") {
  publishing p;
  auto request = test::sample_request();
  request.first = {{"cordon.jobs", 1, 2}, 1'795'341'000'000, 1};
  auto failed = job::make_failure(job::status::failed, job::error_type::SandboxError, "no slot");
  failed.attempt = 2;
  failed.retry_at_ms = job::milliseconds_since_epoch() + 5'000;
  failed.artifacts = {{"large.txt", "text/plain", std::string(20, 'l')}};
  p.publish(sample_run(request), failed);
  REQUIRE(p.published.reaches(1));
  CHECK(p.diary.entries() == std::vector<std::string>{"put off j-1", "send cordon.jobs-delay-1s"});
  const auto copy = p.sender.last("cordon.jobs-delay-1s");
  CHECK(copy.key == request.record->key);
  CHECK(copy.value == request.record->value);
  CHECK(delay::read_delay(copy.headers)
        == delay::delay_state{.due_ms = failed.retry_at_ms,
                              .attempts = 2,
                              .original_timestamp_ms = 1'795'341'000'000,
                              .first = {{"cordon.jobs", 1, 2}}});
  const auto put_off = p.keeper.put_off_jobs().at(0);
  CHECK(put_off.at == request.record->at);
  CHECK(put_off.first == request.first.at);
  CHECK(put_off.due_ms == failed.retry_at_ms);
  CHECK(p.dead_letters.count() == 0);
}

TEST_CASE("a job that is put off before it runs keeps no name", "[publish][kafka_replies][delay]") {
  publishing p;
  const auto due_ms = job::milliseconds_since_epoch() + 7'200'000;
  put_off(p, due_ms);
  REQUIRE(p.published.reaches(1));
  CHECK(p.diary.entries() == std::vector<std::string>{"send cordon.jobs-delay-1h"});
  const auto state = delay::read_delay(p.sender.last("cordon.jobs-delay-1h").headers);
  CHECK(state.due_ms == due_ms);
  CHECK_FALSE(state.attempts);
  CHECK(state.first == job::record_position{"cordon.jobs", 3, 4711});
}

TEST_CASE("a job that its delay topic can't hold is a dead letter, counted, and answered",
          "[publish][kafka_replies][delay]") {
  publishing p;
  p.sender.set_rule(no_delay_topic_has_room);
  put_off(p, job::milliseconds_since_epoch() + 7'200'000);
  REQUIRE(p.published.reaches(1));
  CHECK(p.dead_letters.count() == 1);
  const auto letter = p.sender.last("cordon.jobs-dlt");
  CHECK(letter.value == test::sample_record().value);
  const auto why = job::find_header(letter.headers, "kafka_dlt-exception-message")->value.value();
  CHECK_THAT(why, ContainsSubstring("cordon.jobs-delay-1h does not take"));
  CHECK_THAT(why, ContainsSubstring("bytes: too much"));
  const auto result = test::json_of(p.sender.last("cordon.replies"));
  CHECK(result["id"] == "j-1");
  CHECK(result["user_id"] == 7);
  CHECK(result["status"] == "failed");
  CHECK(result["error_type"] == "SandboxError");
  CHECK(result["error_message"] == why);
  CHECK(result["can_retry"] == false);
  CHECK(p.keeper.stored().at(0).gives_up_claim);
  CHECK(p.health.problems().empty());
}

TEST_CASE("an attempt that can't be followed by another is answered as the last one",
          "[publish][kafka_replies][delay]") {
  publishing p;
  p.sender.set_rule(no_delay_topic_has_room);
  auto failed = job::make_failure(job::status::failed, job::error_type::SandboxError, "no slot");
  failed.attempt = 2;
  failed.retry_at_ms = job::milliseconds_since_epoch() + 5'000;
  p.publish(sample_run(), failed);
  REQUIRE(p.published.reaches(1));
  CHECK(p.dead_letters.count() == 1);
  const auto result = test::json_of(p.sender.last("cordon.replies"));
  CHECK(result["error_message"] == "no slot");
  CHECK(result["attempt"] == 2);
  CHECK_THAT(
      job::find_header(p.sender.last("cordon.jobs-dlt").headers, "kafka_dlt-exception-message")
          ->value.value(),
      ContainsSubstring("no slot") && ContainsSubstring("cordon.jobs-delay-1s"));
  CHECK(p.keeper.stored().at(0).gives_up_claim);
}

TEST_CASE("a job that can't be delayed is nobody's once its partition is lost",
          "[publish][kafka_replies][delay][rebalance]") {
  publishing p;
  p.sender.set_rule([&p](const kafka::outgoing_record& record) {
    p.replies.hold("cordon.jobs", 3);
    return no_delay_topic_has_room(record);
  });
  put_off(p, job::milliseconds_since_epoch() + 7'200'000);
  REQUIRE(p.diary.has("refuse cordon.jobs-delay-1h"));
  p.settle();
  p.replies.discard("cordon.jobs", 3);
  p.settle();
  CHECK(p.diary.entries() == std::vector<std::string>{"refuse cordon.jobs-delay-1h"});
}

TEST_CASE("a delayed job waits for a topic that does not exist, and health says so",
          "[publish][kafka_replies][delay]") {
  publishing p;
  std::atomic<int> refusals = 0;
  p.sender.set_rule([&](const kafka::outgoing_record&) {
    return refusals++ < 3 ? test::refused(kafka::refusal::no_such_target) : test::delivered();
  });
  put_off(p, job::milliseconds_since_epoch() + 7'200'000);
  p.settle();
  CHECK((p.health.problems().contains("delayed_jobs_not_written") || refusals > 3));
  REQUIRE(p.published.reaches(1));
  CHECK(p.sender.refusals().size() == 3);
}
