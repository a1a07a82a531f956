// SPDX-License-Identifier: Apache-2.0
#include "intake/request_reader.hpp"
#include "job/utf8.hpp"
#include "reading.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace cordon;
using namespace cordon::test;

namespace {

const job::record_headers structured{{"content-type", "application/cloudevents+json"}};
const std::string attributes = R"({"specversion":"1.0","id":"e","source":"/s","type":"t",)";

std::string repeated(std::string_view part, size_t times) {
  std::string all;
  for (size_t i = 0; i < times; ++i)
    all += part;
  return all;
}

/// Fails unless the record is a job, or refused as an answer can be.
bool is_read_well(const job::submission& read) {
  if (!read.request || !read.request->record)
    return false;
  const auto& topic = read.request->reply_topic;
  if (!topic.empty() && topic != "cordon.replies" && !topic.ends_with("-replies"))
    return false;
  if (read.job)
    return !read.rejected;
  return read.rejected && !read.rejected->message.empty() && read.rejected->message.size() < 2000
         && !job::invalid_utf8_at(read.rejected->message) && !read.rejected->header.id.empty()
         && read.rejected->header.id.size() <= 256;
}

void check_malformed(const job::submission& read) {
  CHECK(is_read_well(read));
  REQUIRE(read.rejected);
  CHECK(read.rejected->malformed);
}

class damage {
public:
  explicit damage(unsigned seed) : random_(seed) {}

  unsigned below(size_t bound) { return static_cast<unsigned>(random_() % bound); }

  std::string bytes(size_t max_size) {
    std::string text(below(max_size + 1), '\0');
    for (auto& c : text)
      c = static_cast<char>(random_());
    return text;
  }

  void apply(std::string& text) {
    for (auto changes = below(4); changes > 0 && !text.empty(); --changes) {
      const size_t at = below(text.size());
      switch (below(4)) {
      case 0:
        text[at] = static_cast<char>(random_());
        break;
      case 1:
        text.insert(at, 1, "{}[]:,\"\\0 9"[below(11)]);
        break;
      case 2:
        text.erase(at, 1 + below(8));
        break;
      default:
        text.insert(at, text.substr(below(text.size()), below(40)));
      }
    }
  }

  void apply(job::record_headers& headers) {
    for (auto& header : headers) {
      if (below(8) == 0)
        header.value = below(4) == 0 ? std::nullopt : std::optional(bytes(12));
      else if (header.value && below(8) == 0)
        apply(*header.value);
    }
    if (!headers.empty() && below(4) == 0)
      headers.erase(headers.begin() + static_cast<int>(below(headers.size())));
    if (!headers.empty() && below(8) == 0)
      headers.push_back(headers[below(headers.size())]);
  }

private:
  std::mt19937 random_;
};

} // namespace

TEST_CASE("very deep, very long and broken events are malformed", "[intake][hostile]") {
  const auto event = [](const std::string& rest) { return read(attributes + rest, structured); };
  check_malformed(event("\"data\":" + repeated("[", 100'000)));
  check_malformed(event("\"data\":" + repeated("{\"a\":", 100'000)));
  check_malformed(event("\"data\":" + repeated("[", 100'000) + repeated("]", 100'000) + "}"));
  check_malformed(read(repeated("{\"data\":", 100'000), structured));
  check_malformed(event(R"("data":{"code":")" + std::string(2'000'000, 'x') + "\"}}"));
  check_malformed(event(R"("data":")" + std::string(4'000'000, 'x') + "\"}"));
  check_malformed(event("\"data_base64\":\"" + repeated("AAAA", 600'000) + "\"}"));
  check_malformed(event("\"data_base64\":\"" + repeated("A", 2'000'001) + "\"}"));
  check_malformed(event("\"data\":{\"code\":\"\xED\xA0\x80\"}}"));
  check_malformed(event("\"data\":{\"code\":\"\\ud800\"}}"));
  check_malformed(event(repeated("\"x\":0,", 400'000) + "\"data\":[]}"));
  check_malformed(event(repeated("\"data\":{},", 250'000) + "\"data\":{}}"));
  check_malformed(read(std::string(3'000'000, '\xFF'), structured));
}

TEST_CASE("hostile headers are no more than refused", "[intake][hostile]") {
  const std::string job = R"({"code":"1"})";
  const std::string huge(2'000'000, '\xFF');
  for (const char* name : {"kafka_replyTopic", "reply_to", "kafka_replyPartition", "ce_specversion",
                           "kafka_correlationId", "traceparent", "\xFF"}) {
    CAPTURE(name);
    CHECK(is_read_well(read(job, {{name, huge}})));
    CHECK(is_read_well(read(job, {{name, std::nullopt}})));
    CHECK(is_read_well(read(job, {{name, std::string(1, '\0')}})));
  }
  CHECK(is_read_well(read(job, {{"content-type", huge}})));
  check_malformed(read(job, {{"content-type", "application/cloudevents+" + huge}}));
  job::record_headers many(50'000, {"kafka_correlationId", "x"});
  many.push_back({huge, huge});
  CHECK(read(job, many).request->echoed.size() == 50'000);
}

TEST_CASE("no damage to a record does more than to get it refused", "[intake][hostile]") {
  const std::string job =
      R"({"id":"a","user_id":12,"reply_to":"c-replies","expires":"2026-11-23T18:30:00Z",)"
      R"("metadata":{"k":[1]},"code":"print(\"\u00e9\");","limits":{"timeout_seconds":1.5}})";
  const std::string base64 = R"("datacontenttype":"text/json","data_base64":"eyJjb2RlIjoiMSJ9"})";
  const std::pair<std::string, job::record_headers> originals[] = {
      {job,
       {{"kafka_replyTopic", "a-replies"},
        {"kafka_replyPartition", std::string(4, '\0')},
        {"kafka_correlationId", "\x01\x02"}}},
      {job,
       {{"ce_specversion", "1.0"},
        {"ce_id", "e"},
        {"ce_source", "/s"},
        {"ce_type", "t"},
        {"content-type", "application/json"},
        {"reply_to", "b-replies"}}},
      {attributes + "\"data\":" + job + "}", structured},
      {attributes + base64, structured},
  };
  damage random(17);
  int jobs = 0;
  int refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    auto [value, headers] = originals[random.below(std::size(originals))];
    random.apply(value);
    random.apply(headers);
    const auto read_back = read(value, headers);
    if (!is_read_well(read_back))
      FAIL("read badly: " << value);
    (read_back.job ? jobs : refused) += 1;
  }
  CHECK(jobs > 1000);
  CHECK(refused > 1000);
}

TEST_CASE("random bytes are no job", "[intake][hostile]") {
  damage random(23);
  for (int round = 0; round < 5'000; ++round) {
    job::record_headers headers;
    for (const char* name : {"kafka_replyTopic", "kafka_replyPartition", "reply_to", "content-type",
                             "ce_specversion", "ce_id", "tracestate"})
      if (random.below(4) == 0)
        headers.push_back({name, random.bytes(6)});
    const auto read_back = read(random.bytes(60), headers);
    if (!is_read_well(read_back) || read_back.job || !read_back.rejected->malformed)
      FAIL("read badly in round " << round);
  }
}
