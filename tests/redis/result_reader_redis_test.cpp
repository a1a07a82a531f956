// SPDX-License-Identifier: Apache-2.0
#include "redis_server.hpp"
#include "session/result_reader.hpp"

#include <catch2/catch_test_macros.hpp>
#include <thread>

using namespace cordon;
using namespace std::chrono_literals;
using session::result_reader;
using test::redis_server;

namespace {

result_reader reader_of(const redis_server& redis) {
  auto reader = result_reader::connect(redis.address(), "", 5s);
  REQUIRE(reader);
  return std::move(*reader);
}

} // namespace

TEST_CASE("a kept value is read, and one that isn't kept is none", "[session][result_reader]") {
  redis_server redis;
  auto reader = reader_of(redis);
  redis.cli({"SET", "k", "v"});
  CHECK(reader.get("k").value() == "v");
  CHECK(reader.get("other").value() == std::nullopt);
  CHECK(reader.wait("k", result_reader::clock::now()).value() == "v");
}

TEST_CASE("a wait ends with what is published under the key", "[session][result_reader]") {
  redis_server redis;
  auto reader = reader_of(redis);
  std::thread worker([&] {
    redis.becomes({"PUBSUB", "NUMSUB", "k"}, "k 1");
    redis.cli({"PUBLISH", "k", "not kept yet"});
    redis.cli({"SET", "k", "v"});
    redis.cli({"PUBLISH", "k", "v"});
  });
  CHECK(reader.wait("k", result_reader::clock::now() + 20s).value() == "v");
  worker.join();
}

TEST_CASE("a wait ends at its deadline", "[session][result_reader]") {
  redis_server redis;
  auto reader = reader_of(redis);
  CHECK(reader.wait("k", result_reader::clock::now() + 20ms).value() == std::nullopt);
}

TEST_CASE("a wait ends with an error when Redis dies", "[session][result_reader]") {
  redis_server redis;
  auto reader = reader_of(redis);
  std::thread killer([&] {
    redis.becomes({"PUBSUB", "NUMSUB", "k"}, "k 1");
    redis.kill();
  });
  const auto found = reader.wait("k", result_reader::clock::now() + 20s);
  killer.join();
  REQUIRE_FALSE(found);
  CHECK(found.error().code == errc::peer_died);
  CHECK(found.error().where == redis.address());
}

TEST_CASE("a reader serves again after Redis was restarted", "[session][result_reader]") {
  redis_server redis;
  auto reader = reader_of(redis);
  redis.kill();
  CHECK_FALSE(reader.get("k"));
  redis.start();
  CHECK(reader.get("k").value() == std::nullopt);
}

TEST_CASE("a stopped Redis is an error after the timeout", "[session][result_reader]") {
  redis_server redis;
  auto reader = result_reader::connect(redis.address(), "", 100ms);
  REQUIRE(reader);
  redis.stop();
  const auto found = reader->get("k");
  REQUIRE_FALSE(found);
  CHECK(found.error().can_retry);
}

TEST_CASE("a value of another type is an error that says so", "[session][result_reader]") {
  redis_server redis;
  redis.cli({"LPUSH", "k", "v"});
  const auto found = reader_of(redis).get("k");
  REQUIRE_FALSE(found);
  CHECK(found.error().what.find("WRONGTYPE") != std::string::npos);
}

TEST_CASE("a password that is missing or wrong is bad input", "[session][result_reader]") {
  const std::string right = "sesame", wrong = "guess";
  redis_server redis({"--requirepass", right});
  CHECK(result_reader::connect(redis.address(), right, 5s));
  for (const auto& word : {std::string(), wrong}) {
    const auto reader = result_reader::connect(redis.address(), word, 5s);
    REQUIRE_FALSE(reader);
    CHECK(reader.error().code == errc::bad_input);
    CHECK(reader.error().text().find(wrong) == std::string::npos);
  }
}

TEST_CASE("no Redis at all is an error that names the address", "[session][result_reader]") {
  const auto reader = result_reader::connect("unix:///nowhere/redis.sock", "", 1s);
  REQUIRE_FALSE(reader);
  CHECK(reader.error().where == "unix:///nowhere/redis.sock");
}
