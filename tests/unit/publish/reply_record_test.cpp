// SPDX-License-Identifier: Apache-2.0
#include "publish/reply_record.hpp"

#include "publish/sample_runs.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

using namespace cordon;
using publish::reply_record;
using test::sample_record;
using test::sample_request;

namespace {

constexpr const char* result = R"({"id":"j-1","user_id":123456789012345678901234567890})";

std::string header(const kafka::outgoing_record& record, const char* name) {
  const auto* found = job::find_header(record.headers, name);
  return found ? found->value.value_or("(null)") : "(none)";
}

} // namespace

TEST_CASE("a plain job is answered with the result alone", "[publish][reply_record]") {
  auto request = sample_request();
  request.reply_topic = "team-replies";
  request.reply_partition = 5;
  const auto record = reply_record(request, "j-1", result, "cordon");
  CHECK(record.topic == "team-replies");
  CHECK(record.partition == 5);
  CHECK(record.key == "key-1");
  CHECK(record.value == result);
  CHECK(record.headers == request.echoed);
}

TEST_CASE("a job without a key is answered under its id, one with an empty key under that",
          "[publish][reply_record]") {
  auto without = sample_record();
  without.key.reset();
  CHECK(reply_record(sample_request(without), "j-1", result, "g").key == "j-1");
  without.key = "";
  CHECK(reply_record(sample_request(without), "j-1", result, "g").key == "");
}

TEST_CASE("a key of which only the beginning is held is nobody's", "[publish][reply_record]") {
  auto cut = sample_record();
  cut.cut_key = job::cut_bytes{4'000'000, std::string(64, '0')};
  CHECK(reply_record(sample_request(cut), "j-1", result, "g").key == "j-1");
}

TEST_CASE("echoed headers come back byte for byte, repeated and null ones too",
          "[publish][reply_record]") {
  auto request = sample_request();
  request.echoed = {{"traceparent", "a"}, {"traceparent", std::nullopt}, {"tracestate", "\xff"}};
  CHECK(reply_record(request, "j-1", result, "g").headers == request.echoed);
}

TEST_CASE("a CloudEvent in binary mode is answered in kind", "[publish][reply_record]") {
  auto request = sample_request();
  request.envelope = job::envelope::cloudevents_binary;
  const auto record = reply_record(request, "j-1", result, "team");
  CHECK(record.value == result);
  CHECK(header(record, "ce_specversion") == "1.0");
  CHECK(header(record, "ce_type") == "cordon.result");
  CHECK(header(record, "ce_source") == "/cordon/team");
  CHECK(header(record, "ce_id") == "j-1:result");
  CHECK(header(record, "ce_subject") == "j-1");
  CHECK(header(record, "content-type") == "application/json");
  CHECK(record.headers.front() == request.echoed.front());
}

TEST_CASE("a CloudEvent in structured mode is answered in kind", "[publish][reply_record]") {
  auto request = sample_request();
  request.envelope = job::envelope::cloudevents_structured;
  const auto record = reply_record(request, "j \"1\"", result, "team");
  CHECK(header(record, "content-type") == "application/cloudevents+json; charset=UTF-8");
  CHECK(header(record, "ce_id") == "(none)");
  const auto event = nlohmann::json::parse(record.value.value());
  CHECK(event["specversion"] == "1.0");
  CHECK(event["type"] == "cordon.result");
  CHECK(event["source"] == "/cordon/team");
  CHECK(event["id"] == "j \"1\":result");
  CHECK(event["subject"] == "j \"1\"");
  CHECK(event["datacontenttype"] == "application/json");
  CHECK(event["data"]["id"] == "j-1");
  // As it was written: a tree of values would have made a double of it.
  CHECK(record.value->find(std::string("\"data\":") + result) != std::string::npos);
}
