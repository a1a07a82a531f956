// SPDX-License-Identifier: Apache-2.0
#include "io/on_loop.hpp"
#include "redis_server.hpp"
#include "session/redis_connection.hpp"
#include "session/redis_reply.hpp"
#include "session/scripts.hpp"
#include "session_probe.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <vector>

using namespace cordon;
using namespace std::chrono_literals;
using session::redis_connection;
using test::redis_server;
using test::session_probe;

namespace {

const job::record_position at{"jobs", 0, 1};

session::command_ptr bytes(std::vector<std::string_view> words) {
  return session::format_command(words);
}

/// A TCP port that nobody listens on just now.
std::string free_port() {
  const io::unique_fd probe(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof where;
  REQUIRE(::bind(probe.get(), reinterpret_cast<sockaddr*>(&where), size) == 0);
  REQUIRE(::getsockname(probe.get(), reinterpret_cast<sockaddr*>(&where), &size) == 0);
  return std::to_string(ntohs(where.sin_port));
}

/// A connection that is less patient than the worker's.
struct connection_probe {
  explicit connection_probe(const redis_server& redis, bool wait)
      : held(loop, [&] {
          return std::make_unique<redis_connection>(
              loop, *session::parse_redis_address(redis.address()), wait,
              session::redis_timing{.tick = 50ms, .first_retry = 10ms, .refused_retry = 20ms},
              redis_connection::observer{[this](auto& why) { went(why); }, [](auto, auto) {}});
        }) {}

  void went(const std::string& why) {
    if (!std::exchange(told, true))
      away.setter()(why);
  }

  /// The answer, in words; "given up" without one.
  test::answer<std::string> send(session::command_ptr command) {
    test::answer<std::string> said;
    held.with([&](redis_connection& connection) {
      connection.send({std::move(command), [set = said.setter()](const redisReply* reply) {
                         const auto number = session::integer_of(session::element_of(reply, 2));
                         const auto status = session::status_of(reply);
                         set(!reply   ? "given up"
                             : number ? std::to_string(*number)
                             : status ? std::string(*status)
                                      : std::string("other"));
                       }});
    });
    return said;
  }

  test::answer<std::string> away; ///< why, the first time
  bool told = false;
  io::event_loop loop;
  test::on_loop<redis_connection> held;
};

} // namespace

TEST_CASE("calls wait for a Redis that was killed and are all answered in order",
          "[session][outage]") {
  redis_server redis;
  session_probe probe(redis.address());
  REQUIRE(probe.keep("first", at).get());
  CHECK(probe.becomes_healthy(true));
  redis.stop(); // so that some are on their way when it dies
  std::vector<test::answer<bool>> stored;
  for (int i = 0; i < 50; ++i)
    stored.push_back(probe.keep(std::to_string(i), at));
  redis.kill();
  CHECK(probe.becomes_healthy(false));
  for (int i = 50; i < 100; ++i)
    stored.push_back(probe.keep(std::to_string(i), at));
  redis.start();
  for (const auto& one : stored)
    CHECK(one.get());
  CHECK(redis.cli({"GET", "cordon:result:u:j"}) == "99");
  CHECK(probe.becomes_healthy(true));
}

TEST_CASE("where jobs run without Redis, calls are answered at once as by an empty one",
          "[session][outage]") {
  redis_server redis;
  session_probe probe(redis.address(), {.wait_when_down = false});
  REQUIRE(probe.keep("kept", at).get());
  redis.stop();
  const auto on_its_way = probe.ask(at);
  redis.kill();
  CHECK_FALSE(on_its_way.get().result);
  const auto found = probe.take_up(at);
  CHECK(found.starts == 0);
  CHECK_FALSE(found.result);
  CHECK_FALSE(found.counted);
  CHECK_FALSE(probe.keep("lost", at).get());
  CHECK_FALSE(probe.keep_artifact("lost").get());
  probe.count_start(at);
  CHECK(probe.health.problems().empty());
  redis.start();
  bool back = false;
  for (int i = 0; i < 1'000 && !back; ++i) {
    back = probe.keep("kept again", at).get();
    std::this_thread::sleep_for(10ms);
  }
  CHECK(back);
}

TEST_CASE("a Redis on a TCP port is found by its host's name", "[session][outage]") {
  const auto port = free_port();
  redis_server redis({"--port", port, "--bind", "127.0.0.1"});
  session_probe probe("redis://localhost:" + port + "/1");
  CHECK(probe.keep("r", at).get());
  CHECK(probe.keep(std::string(8 << 20, 'x'), at).get());
  CHECK(probe.take_up(at).result->size() == 8 << 20);
}

TEST_CASE("a host that has no address is told by health", "[session][outage]") {
  session_probe probe("redis://nowhere.invalid");
  const auto waiting = probe.ask(at);
  for (int i = 0; i < 1'000; ++i) {
    if (probe.health.problems()["redis"].find("no address") != std::string::npos)
      break;
    std::this_thread::sleep_for(10ms);
  }
  CHECK(probe.health.problems()["redis"].find("the host has no address") != std::string::npos);
  CHECK_FALSE(waiting.is_there());
}

TEST_CASE("a Redis that isn't there when the worker starts is waited for", "[session][outage]") {
  redis_server redis;
  redis.kill();
  session_probe probe(redis.address());
  const auto waiting = probe.ask(at);
  CHECK(probe.becomes_healthy(false));
  redis.start();
  CHECK(waiting.get().counted);
}

TEST_CASE("a stopped Redis is noticed with and without commands on their way",
          "[session][outage]") {
  redis_server redis;
  connection_probe probe(redis, true);
  CHECK(probe.send(bytes({"PING"})).get() == "PONG");
  redis.stop();
  SECTION("with") {
    const auto waiting = probe.send(bytes({"PING"}));
    CHECK(probe.away.get() == "has not answered for 300 ms");
    redis.resume();
    CHECK(waiting.get() == "PONG");
  }
  SECTION("without") {
    CHECK(probe.away.get() == "has not answered for 300 ms");
    redis.resume();
    CHECK(probe.send(bytes({"PING"})).get() == "PONG");
  }
}

TEST_CASE("a Redis that is full is waited for, and commands get through in order afterwards",
          "[session][outage]") {
  redis_server redis;
  connection_probe probe(redis, true);
  REQUIRE(probe.send(bytes({"PING"})).get() == "PONG");
  redis.cli({"CONFIG", "SET", "maxmemory", "1"});
  const auto first = probe.send(bytes({"SET", "k", "1"}));
  const auto second = probe.send(bytes({"SET", "k", "2"}));
  CHECK(probe.away.get().starts_with("answers: OOM"));
  CHECK_FALSE(first.is_there());
  redis.cli({"CONFIG", "SET", "maxmemory", "0"});
  CHECK(first.get() == "OK");
  CHECK(second.get() == "OK");
  CHECK(redis.cli({"GET", "k"}) == "2");
}

TEST_CASE("an artifact that a full Redis has no room for is given up, a result waits",
          "[session][outage]") {
  redis_server redis;
  session_probe probe(redis.address());
  REQUIRE(probe.keep("r", at).get());
  redis.cli({"CONFIG", "SET", "maxmemory", "1"});
  CHECK_FALSE(probe.keep_artifact("too much").get());
  CHECK(probe.health.problems().empty());
  const auto result = probe.keep("later", at);
  CHECK(probe.becomes_healthy(false));
  CHECK_FALSE(result.is_there());
  redis.cli({"CONFIG", "SET", "maxmemory", "0"});
  CHECK(result.get());
  CHECK(probe.keep_artifact("fits").get());
}

TEST_CASE("a Redis that refuses writes counts as away where jobs run without it",
          "[session][outage]") {
  redis_server redis;
  connection_probe probe(redis, false);
  REQUIRE(probe.send(bytes({"PING"})).get() == "PONG");
  redis.cli({"REPLICAOF", "127.0.0.1", "1"});
  CHECK(probe.send(bytes({"SET", "k", "1"})).get() == "given up");
  CHECK(probe.away.get() != "");
}

TEST_CASE("a take-up that is sent again counts once", "[session][outage]") {
  redis_server redis;
  connection_probe probe(redis, true);
  const auto once = bytes({"EVAL", session::take_up_script, "5", "r", "o", "starts", "token",
                           "claim", "t/0/1", "2", "60", "x", "aa", "1000"});
  CHECK(probe.send(once).get() == "1");
  CHECK(probe.send(once).get() == "1");
  CHECK(redis.cli({"GET", "starts"}) == "1");
}

TEST_CASE("a large command that breaks each connection holds the others up for a while only",
          "[session][outage]") {
  redis_server redis({"--proto-max-bulk-len", "1048576"});
  connection_probe probe(redis, true);
  const std::string large(4 << 20, 'x');
  const auto breaking = probe.send(bytes({"SET", "k", large}));
  const auto next = probe.send(bytes({"PING"}));
  CHECK(breaking.get() != "OK");
  CHECK(next.get() == "PONG");
}
