// SPDX-License-Identifier: Apache-2.0
#include "intake/cloudevents.hpp"

#include "sample_records.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::intake;
using cordon::job::envelope;
using cordon::job::record_headers;
using cordon::test::record_at;

namespace {

/// What was found, its text as a copy: the record does not outlive the call.
struct found {
  cordon::job::envelope envelope;
  std::string problem;
  std::string text;
};

found unwrapped(std::optional<std::string> value, record_headers headers) {
  const auto record = record_at(1, std::nullopt, std::move(value), std::move(headers));
  const auto job = unwrap(*record);
  return {job.envelope, job.problem, std::string(job.text())};
}

found structured(const std::string& members) {
  return unwrapped("{" + members + "}", {{"content-type", "application/cloudevents+json"}});
}

const std::string attributes = R"("specversion":"1.0","id":"e","source":"/s","type":"t")";

record_headers binary(record_headers more = {}) {
  record_headers headers{
      {"ce_specversion", "1.0"}, {"ce_id", "e"}, {"ce_source", "/s"}, {"ce_type", "t"}};
  headers.insert(headers.end(), more.begin(), more.end());
  return headers;
}

} // namespace

TEST_CASE("a record without the marks of an event is a plain job", "[intake][cloudevents]") {
  for (const auto& headers :
       {record_headers{}, record_headers{{"content-type", "application/json"}},
        record_headers{{"content-type", std::nullopt}}, record_headers{{"ce_id", "e"}},
        record_headers{{"content-type", "text/application/cloudevents+json"}}}) {
    const auto plain = unwrapped("{}", headers);
    CHECK(plain.envelope == envelope::plain);
    CHECK(plain.problem.empty());
    CHECK(plain.text == "{}");
  }
}

TEST_CASE("in binary mode the value is the job", "[intake][cloudevents]") {
  for (const auto& more :
       {record_headers{}, record_headers{{"content-type", "application/json; charset=utf-8"}},
        record_headers{{"content-type", "Application/Vnd.Cordon+JSON"}},
        record_headers{{"ce_time", "x"}, {"ce_mine", "\xFF"}}}) {
    const auto event = unwrapped("{}", binary(more));
    CHECK(event.envelope == envelope::cloudevents_binary);
    CHECK(event.problem.empty());
    CHECK(event.text == "{}");
  }
}

TEST_CASE("a broken event in binary mode says what is wrong", "[intake][cloudevents]") {
  const std::pair<record_headers, std::string> events[] = {
      {{{"ce_specversion", "1.0"}}, "the CloudEvent has no ce_id; specversion, id, source and"},
      {{{"ce_specversion", std::nullopt}}, "the CloudEvent has no ce_specversion"},
      {binary({{"ce_id", ""}}), "the CloudEvent has no ce_id"},
      {binary({{"ce_source", "\xFF"}}), "the CloudEvent's ce_source is not UTF-8"},
      {binary({{"ce_type", std::nullopt}}), "the CloudEvent has no ce_type"},
      {binary({{"ce_specversion", "0.3"}}),
       "the CloudEvent's ce_specversion is '0.3'; only '1.0' is known"},
      {binary({{"content-type", "application/avro"}}),
       "content-type: 'application/avro' is not JSON; the data of an event is a job: "
       "application/json"},
      {binary({{"content-type", "json"}}), "content-type: 'json' is not JSON"},
      {binary({{"content-type", "\xFF"}}), "content-type: '\xEF\xBF\xBD' is not JSON"},
  };
  for (const auto& [headers, why] : events) {
    CAPTURE(why);
    const auto event = unwrapped("{}", headers);
    CHECK(event.envelope == envelope::cloudevents_binary);
    CHECK(event.problem.starts_with(why));
    CHECK(event.text == "{}");
  }
}

TEST_CASE("in structured mode the job is the event's data", "[intake][cloudevents]") {
  for (const char* content_type :
       {"application/cloudevents+json", "application/cloudevents+json; charset=UTF-8",
        "APPLICATION/CloudEvents+JSON ;x"}) {
    const auto event = unwrapped(" {" + attributes + R"(, "data" : {"code" : "1"} , "x":1} )",
                                 {{"content-type", content_type}});
    CHECK(event.envelope == envelope::cloudevents_structured);
    CHECK(event.problem.empty());
    CHECK(event.text == R"({"code" : "1"})");
  }
  CHECK(structured(attributes + R"(,"data_base64":"eyJjb2RlIjoiMSJ9")").text == R"({"code":"1"})");
  CHECK(structured(attributes + R"(,"data_base64":"e30=","datacontenttype":"text/json")").text
        == "{}");
  CHECK(structured(attributes + R"(,"data":null,"data_base64":"e30=")").text == "{}");
  CHECK(structured(attributes + R"(,"data":{},"data_base64":null,"datacontenttype":null)")
            .problem.empty());
}

TEST_CASE("structured mode goes before the headers of binary mode", "[intake][cloudevents]") {
  const auto event = unwrapped("{" + attributes + R"(,"data":{}})",
                               binary({{"content-type", "application/cloudevents+json"}}));
  CHECK(event.envelope == envelope::cloudevents_structured);
  CHECK(event.text == "{}");
}

TEST_CASE("a broken event in structured mode says what is wrong", "[intake][cloudevents]") {
  const std::pair<std::string, std::string> events[] = {
      {"", "the CloudEvent has no specversion"},
      {attributes, "the CloudEvent has no data; its data is the job"},
      {R"("specversion":"1.0","id":"","data":{})", "the CloudEvent has no id"},
      {R"("specversion":"1.0","id":null,"data":{})", "the CloudEvent has no id"},
      {R"("specversion":1.0)", "the CloudEvent's specversion: must be a string, not a number"},
      {R"("specversion":"2.0")", "the CloudEvent's specversion is '2.0'; only '1.0' is known"},
      {attributes + R"(,"data":{},"id":"f")", "the CloudEvent has id more than once"},
      {attributes + R"(,"data":{},"data":{})", "the CloudEvent has data more than once"},
      {attributes + R"(,"data":{},"data_base64":"e30=")",
       "the CloudEvent has both data and data_base64"},
      {attributes + R"(,"data_base64":"e3 0=")", "the CloudEvent's data_base64 is no base64"},
      {attributes + R"(,"data_base64":{})", "the CloudEvent's data_base64 is no base64"},
      {attributes + R"(,"data":"<a/>","datacontenttype":"application/xml")",
       "datacontenttype: 'application/xml' is not JSON"},
      {attributes + R"(,"data":{},"datacontenttype":7)",
       "the CloudEvent's datacontenttype: must be a string"},
      {attributes + R"(,"data":{},)", "the message can't be read as JSON: "},
  };
  for (const auto& [members, why] : events) {
    CAPTURE(members);
    const auto event = structured(members);
    CHECK(event.envelope == envelope::cloudevents_structured);
    CAPTURE(event.problem);
    CHECK(event.problem.starts_with(why));
  }
}

TEST_CASE("the job in a broken event is still found", "[intake][cloudevents]") {
  CHECK(structured(R"("data":{"id":"a"})").text == R"({"id":"a"})");
  CHECK(structured(R"("data":{"id":"a"},!)").text == R"({"id":"a"})");
  CHECK(structured(R"("data_base64":"e30=",!)").text == "{}");
}

TEST_CASE("an unknown event format is named", "[intake][cloudevents]") {
  for (const std::string format :
       {"application/cloudevents+avro", "application/cloudevents",
        "application/cloudevents-batch+json", "application/cloudevents+jsonx"}) {
    const auto event = unwrapped("{}", {{"content-type", format}});
    CHECK(event.envelope == envelope::cloudevents_structured);
    CHECK(event.problem
          == "content-type: '" + format
                 + "' is no event format that is known here; application/cloudevents+json is");
  }
}

TEST_CASE("a record without a value holds no job in any mode", "[intake][cloudevents]") {
  const std::string why = "the record has no value; a job is one JSON object";
  CHECK(unwrapped(std::nullopt, {}).problem == why);
  CHECK(unwrapped(std::nullopt, binary()).problem == why);
  const auto event = unwrapped(std::nullopt, {{"content-type", "application/cloudevents+json"}});
  CHECK(event.problem == why);
  CHECK(event.envelope == envelope::cloudevents_structured);
  CHECK(event.text.empty());
}

TEST_CASE("an event may be longer and one level deeper than a job", "[intake][cloudevents]") {
  const auto nested = [](size_t depth) {
    return attributes + R"(,"data":{"a":)" + std::string(depth - 1, '[')
           + std::string(depth - 1, ']') + "}";
  };
  CHECK(structured(nested(100)).problem.empty());
  CHECK(structured(nested(101)).problem.find("more than 101 levels") != std::string::npos);
  CHECK(structured(attributes + R"(,"data":{},"x":")" + std::string(2'000'000, 'x') + "\"")
            .problem.empty());
  CHECK(structured(attributes + R"(,"data":{},"x":")" + std::string(3'000'000, 'x') + "\"")
            .problem.find("a CloudEvent may have 3000000")
        != std::string::npos);
}
