// SPDX-License-Identifier: Apache-2.0
#include "session/redis_reply.hpp"

#include "session/redis_handles.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::session;

namespace {

reply_handle parsed(const std::string& bytes) {
  const reader_handle reader(redisReaderCreate());
  void* reply = nullptr;
  REQUIRE(redisReaderFeed(reader.get(), bytes.data(), bytes.size()) == REDIS_OK);
  REQUIRE(redisReaderGetReply(reader.get(), &reply) == REDIS_OK);
  return reply_handle(static_cast<redisReply*>(reply));
}

} // namespace

TEST_CASE("a reply gives what it holds and nothing of another kind", "[session][redis_reply]") {
  const auto array = parsed("*3\r\n:7\r\n$2\r\nab\r\n$-1\r\n");
  CHECK(integer_of(element_of(array.get(), 0)) == 7);
  CHECK(text_of(element_of(array.get(), 1)) == "ab");
  CHECK(is_nil(element_of(array.get(), 2)));
  CHECK(element_of(array.get(), 3) == nullptr);
  CHECK_FALSE(text_of(element_of(array.get(), 0)));
  CHECK_FALSE(integer_of(element_of(array.get(), 1)));
  CHECK_FALSE(status_of(array.get()));
  CHECK_FALSE(error_of(array.get()));
}

TEST_CASE("no reply gives nothing", "[session][redis_reply]") {
  CHECK_FALSE(text_of(nullptr));
  CHECK_FALSE(integer_of(nullptr));
  CHECK_FALSE(is_nil(nullptr));
  CHECK(element_of(nullptr, 0) == nullptr);
}

TEST_CASE("errors of the whole server pass, those of one command don't", "[session][redis_reply]") {
  CHECK(passes_later("LOADING Redis is loading the dataset in memory"));
  CHECK(passes_later("OOM command not allowed when used memory > 'maxmemory'."));
  CHECK(passes_later("ERR Error running script (call to f_1): @user_script:2: @user_script: 2: "
                     "-READONLY You can't write against a read only replica."));
  CHECK_FALSE(passes_later("WRONGTYPE Operation against a key holding the wrong kind of value"));
  CHECK_FALSE(passes_later("ERR value is not an integer or out of range"));
  CHECK_FALSE(passes_later(""));
}

TEST_CASE("an error for the log is one short line without a command's arguments",
          "[session][redis_reply]") {
  CHECK(shortened("ERR unknown command `SET`, with args beginning with: `key`, `bytes of a job`")
        == "ERR unknown command `SET`");
  CHECK(shortened("a\nb\x1b") == "a?b?");
  CHECK(shortened(std::string(1'000, 'x')).size() == 160);
}
