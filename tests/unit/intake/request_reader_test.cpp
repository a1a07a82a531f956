// SPDX-License-Identifier: Apache-2.0
#include "intake/request_reader.hpp"

#include "delay/delay_headers.hpp"
#include "job/sha256.hpp"
#include "reading.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::test;

namespace {

const std::string four_zeros(4, '\0');

/// A rejection that is answered where no one asked for another place.
void check_refused(const job::submission& read, std::string_view why, bool malformed) {
  CAPTURE(why);
  REQUIRE(read.request);
  CHECK_FALSE(read.job);
  CHECK_FALSE(read.answer);
  REQUIRE(read.rejected);
  CAPTURE(read.rejected->message);
  CHECK(read.rejected->message.starts_with(why));
  CHECK(read.rejected->malformed == malformed);
}

} // namespace

TEST_CASE("a plain record is a job with its record's name", "[intake][request]") {
  const auto record = record_at(7, "key", R"({"code":"1"})");
  const auto read = intake::read_request(record, sample_settings(), 0);
  REQUIRE(read.job);
  CHECK(read.job->id == "jobs-3-7");
  CHECK(read.job->code == "1");
  CHECK_FALSE(read.rejected);
  CHECK_FALSE(read.answer);
  REQUIRE(read.request);
  CHECK(read.request->record == record);
  CHECK(read.request->reply_topic.empty());
  CHECK_FALSE(read.request->reply_partition);
  CHECK(read.request->echoed.empty());
  CHECK(read.request->envelope == job::envelope::plain);
}

TEST_CASE("the reply address is the first found: Spring's headers, reply_to, the field",
          "[intake][request]") {
  const std::string job = R"({"code":"1","reply_to":"field-replies"})";
  job::record_headers headers;
  CHECK(read(job, headers).request->reply_topic == "field-replies");
  headers.push_back({"reply_to", "header-replies"});
  CHECK(read(job, headers).request->reply_topic == "header-replies");
  headers.push_back({"kafka_replyTopic", "spring-replies"});
  headers.push_back({"kafka_replyPartition", four_zeros});
  const auto spring = read(job, headers);
  CHECK(spring.job);
  CHECK(spring.request->reply_topic == "spring-replies");
  CHECK(spring.request->reply_partition == 0);
}

TEST_CASE("a reply header that can't be read makes the record malformed", "[intake][request]") {
  const std::string job = R"({"code":"1","id":"a","user_id":5})";
  const auto topic = read(job, {{"kafka_replyTopic", "\xFF"}});
  check_refused(topic, "header kafka_replyTopic is not UTF-8", true);
  CHECK(topic.rejected->header.id == "a");
  CHECK(topic.rejected->header.user_id_json == "5");
  CHECK(topic.request->reply_topic.empty());
  const auto partition =
      read(job, {{"kafka_replyTopic", "a-replies"}, {"kafka_replyPartition", "1"}});
  check_refused(partition, "header kafka_replyPartition is 1 bytes long", true);
  CHECK(partition.request->reply_topic == "a-replies");
  CHECK_FALSE(partition.request->reply_partition);
  check_refused(read(job, {{"reply_to", std::nullopt}}), "header reply_to is null", true);
}

TEST_CASE("a record whose headers can't be read is malformed and answered by default",
          "[intake][request]") {
  auto record = *record_at(7, "key", R"({"id":"a","code":"1","reply_to":"field-replies"})");
  record.headers_problem = "the record's headers can't be read (why)";
  const auto read = intake::read_request(std::make_shared<const job::record>(record),
                                         sample_settings(), record.timestamp_ms);
  check_refused(read, "the record's headers can't be read (why)", true);
  CHECK(read.rejected->header.id == "a");
  CHECK(read.request->reply_topic.empty());
}

TEST_CASE("a record that is not held whole is malformed, whatever its beginning says",
          "[intake][request]") {
  auto record = *record_at(7, "key", R"({"id":"a","code":"1","reply_to":"field-replies"})");
  const auto cut = job::cut_bytes{4'000'000, std::string(64, '0')};
  std::string why;
  SECTION("the value") {
    record.cut_value = cut;
    why = "the message is 4000000 bytes long; a job may have 1500000";
  }
  SECTION("the value of an event") {
    record.cut_value = cut;
    record.headers = {{"content-type", "application/cloudevents+json"}};
    record.value = R"({"specversion":"1.0","data_base64":"A)";
    why = "the message is 4000000 bytes long; a job may have 1500000";
  }
  SECTION("the key") {
    record.cut_key = cut;
    why = "the record's key is 4000000 bytes long; at most 3000000 are possible";
  }
  check_refused(intake::read_request(std::make_shared<const job::record>(record), sample_settings(),
                                     record.timestamp_ms),
                why, true);
}

TEST_CASE("a topic off the allow-list is refused on the default reply topic", "[intake][request]") {
  const std::string job = R"({"code":"1","id":"a"})";
  const auto header =
      read(job, {{"kafka_replyTopic", "secret"}, {"kafka_replyPartition", four_zeros}});
  check_refused(header,
                "header kafka_replyTopic: this worker does not reply on topic 'secret'; allowed: "
                "'cordon.replies', '*-replies'",
                false);
  CHECK(header.rejected->field == "kafka_replyTopic");
  CHECK(header.rejected->header.id == "a");
  CHECK(header.request->reply_topic.empty());
  CHECK_FALSE(header.request->reply_partition);
  const auto field = read(R"({"code":"1","reply_to":"secret"})");
  check_refused(field, "reply_to: this worker does not reply on topic 'secret'", false);
  CHECK(field.rejected->field == "reply_to");
  CHECK(field.request->reply_topic.empty());
}

TEST_CASE("the default reply topic is always allowed", "[intake][request]") {
  const intake::request_settings strict{sample_settings().profiles, "answers", {}};
  const auto read =
      intake::read_request(record_at(1, "k", R"({"code":"","reply_to":"answers"})"), strict, 0);
  CHECK(read.job);
  CHECK(read.request->reply_topic == "answers");
}

TEST_CASE("what is no job is malformed and finds its asker all the same", "[intake][request]") {
  const auto broken = read(R"({"id":"a","reply_to":"a-replies","code":1})");
  check_refused(broken, "code: must be a string", true);
  CHECK(broken.rejected->header.id == "a");
  CHECK(broken.request->reply_topic == "a-replies");
  const auto bytes = read("\xFF", {{"reply_to", "b-replies"}, {"correlation_id", "\xFE"}});
  check_refused(bytes, "the message is not UTF-8", true);
  CHECK(bytes.rejected->header.id == "jobs-3-7");
  CHECK(bytes.request->reply_topic == "b-replies");
  CHECK(bytes.request->echoed == job::record_headers{{"correlation_id", "\xFE"}});
  check_refused(read(std::nullopt), "the record has no value; a job is one JSON object", true);
  check_refused(read(""), "the message is empty", true);
}

TEST_CASE("a malformed record stays so where its reply topic is off the list",
          "[intake][request]") {
  const auto read_back = read("!", {{"reply_to", "secret"}});
  check_refused(read_back, "the message can't be read as JSON", true);
  CHECK(read_back.request->reply_topic.empty());
}

TEST_CASE("a refused job is answered where it asked for", "[intake][request]") {
  const auto refused = read(R"({"code":"1","foo":1,"reply_to":"a-replies"})");
  check_refused(refused, "unknown field 'foo'", true);
  CHECK(refused.request->reply_topic == "a-replies");
}

TEST_CASE("an event's job is read, and answered in kind", "[intake][request]") {
  const auto binary =
      read(R"({"code":"1","id":"a"})",
           {{"ce_specversion", "1.0"}, {"ce_id", "e"}, {"ce_source", "/s"}, {"ce_type", "t"}});
  REQUIRE(binary.job);
  CHECK(binary.job->id == "a");
  CHECK(binary.request->envelope == job::envelope::cloudevents_binary);
  const job::record_headers structured{{"content-type", "application/cloudevents+json"}};
  const std::string attributes = R"({"specversion":"1.0","id":"e","source":"/s","type":"t",)";
  const auto event =
      read(attributes + R"("data":{"code":"1","reply_to":"a-replies"}})", structured);
  REQUIRE(event.job);
  CHECK(event.job->id == "jobs-3-7");
  CHECK(event.request->envelope == job::envelope::cloudevents_structured);
  CHECK(event.request->reply_topic == "a-replies");
  CHECK(read(attributes + R"("data_base64":"eyJjb2RlIjoiMSJ9"})", structured).job->code == "1");
  const auto text = read(attributes + R"("data":"{\"code\":\"1\"}"})", structured);
  check_refused(text, "the message is a string; a job is one JSON object", true);
}

TEST_CASE("a broken event is malformed and finds its asker", "[intake][request]") {
  const auto event = read(R"({"data":{"id":"a","code":"1","reply_to":"a-replies"}})",
                          {{"content-type", "application/cloudevents+json"}});
  check_refused(event, "the CloudEvent has no specversion", true);
  CHECK(event.rejected->header.id == "a");
  CHECK(event.request->reply_topic == "a-replies");
  CHECK(event.request->envelope == job::envelope::cloudevents_structured);
}

TEST_CASE("a job that has expired already has its answer", "[intake][request]") {
  const auto record = record_at(1, "k", R"({"code":"1","expires":2})");
  CHECK_FALSE(intake::read_request(record, sample_settings(), record->timestamp_ms + 1999).answer);
  const auto late = intake::read_request(record, sample_settings(), record->timestamp_ms + 2000);
  CHECK(late.job);
  REQUIRE(late.answer);
  CHECK(late.answer->status == job::status::expired);
  const auto at = read(R"({"code":"1","expires":"1970-01-01T00:00:00Z"})");
  REQUIRE(at.answer);
  CHECK(at.answer->error_message.starts_with("the job expired at 1970-01-01T00:00:00.000Z"));
}

TEST_CASE("a job with an id of its own has the digest of its bytes", "[intake][request][dedupe]") {
  const std::string job = R"({"id":"a","code":"1"})";
  const auto plain = read(job);
  CHECK(plain.digest == job::sha256_hex(job));
  CHECK(read(R"({"id":"a", "code":"1"})").digest != plain.digest);
  const job::record_headers structured{{"content-type", "application/cloudevents+json"}};
  const std::string event = R"({"specversion":"1.0","id":"e","source":"/s","type":"t","data":)";
  CHECK(read(event + job + "}", structured).digest == plain.digest);
  CHECK(read(R"({"code":"1"})").digest.empty());
  CHECK(read(R"({"id":null,"code":"1"})").digest.empty());
  CHECK(read(R"({"id":"a","code":1})").digest.empty());
}

TEST_CASE("a copy of a record has the name, the place and the time of the first one",
          "[intake][request][dedupe]") {
  const job::record_position place{"jobs", 1, 2};
  const auto copy = [](const job::record_position& first) {
    return delay::with_delay(
        {}, {.due_ms = {}, .attempts = {}, .original_timestamp_ms = 5'000, .first = first});
  };
  const auto delayed = read(R"({"code":"1"})", copy(place));
  CHECK(delayed.job->id == "jobs-1-2");
  CHECK(delayed.request->first.at == place);
  CHECK(delayed.request->first.timestamp_ms == 5'000);
  // Read at its own time, long after the first one's.
  CHECK(read(R"({"code":"1","expires":10})", copy(place)).answer);
  CHECK_FALSE(read(R"({"code":"1","expires":10})").answer);
}

TEST_CASE("what is no copy of the record that it names has an origin of its own",
          "[intake][request][dedupe]") {
  const auto headers = delay::with_delay(
      {}, {.due_ms = {}, .attempts = {}, .original_timestamp_ms = 5, .first = {{"jobs", 1, 2}}});
  const auto honest = read(R"({"code":"1"})").request->first.at;
  const auto copy = read(R"({"code":"1"})", headers).request->first.at;
  const auto forged = read(R"({"code":"2"})", headers).request->first.at;
  CHECK(honest.content_sha256 == job::sha256_hex(R"({"code":"1"})"));
  CHECK(copy.content_sha256 == honest.content_sha256);
  CHECK(forged.content_sha256 != copy.content_sha256);
}

TEST_CASE("headers that name no record of the jobs topic make no copy",
          "[intake][request][dedupe]") {
  auto headers = delay::with_delay(
      {}, {.due_ms = {}, .attempts = {}, .original_timestamp_ms = 5, .first = {{"orders", 1, 2}}});
  SECTION("another topic's") {}
  SECTION("none that can be read") {
    headers.back().value = "2";
  }
  const auto own = read(R"({"code":"1"})", headers);
  CHECK(own.job->id == "jobs-3-7");
  CHECK(own.request->first.at == job::record_position{"jobs", 3, 7});
  CHECK(own.request->first.timestamp_ms == 1'000'000);
}

TEST_CASE("a job that is to run later has its due time, in its first record alone",
          "[intake][request][delay]") {
  const auto later = read(R"({"code":"1","countdown":2.5})");
  REQUIRE(later.job);
  CHECK(later.due_ms == 1'002'500);
  CHECK_FALSE(read(R"({"code":"1"})").due_ms);
  CHECK_FALSE(read(R"({"code":"1","eta":"1970-01-01T00:16:40Z"})").due_ms);
  const auto copy = delay::with_delay({}, {.due_ms = 1'002'500,
                                           .attempts = 2,
                                           .original_timestamp_ms = 999'000,
                                           .first = {{"jobs", 1, 2}}});
  const auto back = read(R"({"code":"1","countdown":2.5})", copy);
  REQUIRE(back.job);
  CHECK_FALSE(back.due_ms);
  CHECK(back.request->first.attempts == 2);
  // Another software's headers.
  const auto foreign =
      delay::with_delay({}, {.due_ms = 5, .attempts = 2, .original_timestamp_ms = {}});
  CHECK(read(R"({"code":"1","countdown":2.5})", foreign).due_ms == 1'002'500);
  CHECK(read(R"({"code":"1"})", foreign).request->first.attempts == 0);
}

TEST_CASE("a job that would wait for more than a day is rejected, by its field",
          "[intake][request][delay]") {
  const auto far = read(R"({"code":"1","eta":"1970-01-02T00:16:41Z"})");
  check_refused(far, "eta: 1970-01-02T00:16:41.000Z is more than 24 hours from now", false);
  CHECK(far.rejected->field == "eta");
  CHECK(read(R"({"code":"1","eta":"1970-01-02T00:16:40Z"})").due_ms == 87'400'000);
}

TEST_CASE("a job that could not be copied is rejected where it is to wait",
          "[intake][request][delay]") {
  const job::record_headers many(99'995, {"x", "y"});
  check_refused(read(R"({"code":"1","countdown":1})", many),
                "countdown: a record that is to be delayed has at most 99994 headers", false);
  CHECK(read(R"({"code":"1"})", many).job);
}

TEST_CASE("a job gets no more retries than the worker grants", "[intake][request][delay]") {
  CHECK(read(R"({"code":"1","max_retries":10})").job->max_retries == 10);
  const auto greedy = read(R"({"code":"1","max_retries":11})");
  check_refused(greedy, "max_retries: 11 is above what this worker grants, 10", false);
  CHECK(greedy.rejected->field == "max_retries");
}
