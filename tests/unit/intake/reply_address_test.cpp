// SPDX-License-Identifier: Apache-2.0
#include "intake/reply_address.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::intake;
using cordon::job::record_headers;

namespace {

std::string partition_bytes(std::initializer_list<int> bytes) {
  std::string text;
  for (const int byte : bytes)
    text.push_back(static_cast<char>(byte));
  return text;
}

std::string problem_of(const record_headers& headers) {
  return read_reply_headers(headers).problem;
}

} // namespace

TEST_CASE("Spring's reply headers name topic and partition", "[intake][reply]") {
  const auto read = read_reply_headers({{"reply_to", "b-replies"},
                                        {"kafka_replyTopic", "a-replies"},
                                        {"kafka_replyPartition", partition_bytes({0, 1, 2, 3})}});
  CHECK(read.problem.empty());
  CHECK(read.address.topic == "a-replies");
  CHECK(read.address.partition == 0x010203);
}

TEST_CASE("without Spring's topic the header reply_to counts, and no partition",
          "[intake][reply]") {
  const auto read = read_reply_headers(
      {{"reply_to", "b-replies"}, {"kafka_replyPartition", partition_bytes({0, 0, 0, 3})}});
  CHECK(read.problem.empty());
  CHECK(read.address.topic == "b-replies");
  CHECK_FALSE(read.address.partition);
  CHECK(read_reply_headers({}).address.topic.empty());
  CHECK(read_reply_headers({{"Reply_To", "b"}}).address.topic.empty());
}

TEST_CASE("of a header that comes twice the last counts", "[intake][reply]") {
  CHECK(read_reply_headers({{"reply_to", "a"}, {"reply_to", "b"}}).address.topic == "b");
}

TEST_CASE("a reply header that can't be read is named", "[intake][reply]") {
  CHECK(problem_of({{"kafka_replyTopic", std::nullopt}})
        == "header kafka_replyTopic is null; it must hold a topic's name");
  CHECK(problem_of({{"kafka_replyTopic", "a\xFF"}})
        == "header kafka_replyTopic is not UTF-8; it must hold a topic's name");
  CHECK(problem_of({{"reply_to", "a b"}})
        == "header reply_to: 'a b' is not a topic's name; 1 to 249 letters, digits, '.', '_' and "
           "'-' are possible");
  CHECK(problem_of({{"reply_to", ""}}).starts_with("header reply_to: '' is not"));
  CHECK(problem_of({{"reply_to", ".."}}).starts_with("header reply_to: '..' is not"));
  CHECK(problem_of({{"reply_to", std::string(250, 'x')}}).starts_with("header reply_to: 'xxx"));
  CHECK(problem_of({{"reply_to", std::string(249, 'x')}}).empty());
}

TEST_CASE("a reply partition that can't be read leaves the topic", "[intake][reply]") {
  const auto with = [](std::optional<std::string> value) {
    return read_reply_headers(
        {{"kafka_replyTopic", "a-replies"}, {"kafka_replyPartition", std::move(value)}});
  };
  const std::string wanted =
      "; it must hold a partition: 4 bytes, a big-endian integer of at least 0";
  CHECK(with(std::nullopt).problem == "header kafka_replyPartition is null" + wanted);
  CHECK(with("").problem == "header kafka_replyPartition is 0 bytes long" + wanted);
  CHECK(with("3").problem == "header kafka_replyPartition is 1 bytes long" + wanted);
  CHECK(with(std::string(8, '\0')).problem
        == "header kafka_replyPartition is 8 bytes long" + wanted);
  CHECK(with(partition_bytes({255, 255, 255, 255})).problem
        == "header kafka_replyPartition holds a negative number" + wanted);
  CHECK(with("").address.topic == "a-replies");
  CHECK_FALSE(with("").address.partition);
  CHECK(with(partition_bytes({127, 255, 255, 255})).address.partition == 2147483647);
}

TEST_CASE("a reply partition goes with its own topic alone", "[intake][reply]") {
  const auto read = read_reply_headers(
      {{"kafka_replyTopic", "a b"}, {"kafka_replyPartition", partition_bytes({0, 0, 0, 1})}});
  CHECK(read.address.topic.empty());
  CHECK_FALSE(read.address.partition);
}

TEST_CASE("an answer repeats the headers of correlation and tracing", "[intake][reply]") {
  const record_headers headers{{"traceparent", "00-1"},
                               {"x", "y"},
                               {"kafka_correlationId", "\xFF\0"},
                               {"traceparent", std::nullopt},
                               {"tracestate", ""},
                               {"correlation_id", "c"},
                               {"Correlation_Id", "c"},
                               {"traceparent", "00-2"}};
  CHECK(echoed_headers(headers)
        == record_headers{{"traceparent", "00-1"},
                          {"kafka_correlationId", "\xFF\0"},
                          {"traceparent", std::nullopt},
                          {"tracestate", ""},
                          {"correlation_id", "c"},
                          {"traceparent", "00-2"}});
}

TEST_CASE("a star stands for any text, even none", "[intake][reply]") {
  const auto allowed = [](std::string_view topic, std::string pattern) {
    return is_allowed(topic, {"other", std::move(pattern)});
  };
  CHECK(allowed("a-replies", "*-replies"));
  CHECK(allowed("-replies", "*-replies"));
  CHECK_FALSE(allowed("a-replies2", "*-replies"));
  CHECK_FALSE(allowed("replies", "*-replies"));
  CHECK(allowed("a", "*"));
  CHECK(allowed("abcabc", "a*b*c"));
  CHECK(allowed("abc", "a**c"));
  CHECK(allowed("team.x.replies.y", "team.*.replies*"));
  CHECK_FALSE(allowed("aba", "ab*ba"));
  CHECK_FALSE(allowed("ac", "a*b*c"));
  CHECK_FALSE(allowed("axreplies", "a.replies"));
  CHECK_FALSE(allowed("A", "a"));
  CHECK_FALSE(allowed("a", ""));
  CHECK_FALSE(is_allowed("a", {}));
  CHECK_FALSE(allowed(std::string(249, 'a'), "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b"));
}
