// SPDX-License-Identifier: Apache-2.0
#include "session/redis_link.hpp"

#include "io/on_loop.hpp"
#include "session/fake_redis.hpp"

#include <future>

using namespace cordon;
using session::redis_link;

namespace {

/// Why a connection to a server that answers the login with `bytes` ends.
std::string end_of(const std::string& bytes, session::redis_address login = {}) {
  test::fake_redis server(bytes);
  std::promise<std::string> ended;
  io::event_loop loop;
  test::on_loop<redis_link> link(loop, [&] {
    return std::make_unique<redis_link>(
        loop, login, session::redis_timing{.tick = std::chrono::milliseconds(10)},
        redis_link::events{[] {}, [](const redisReply&) {},
                           [&](const std::string& why, bool refused) {
                             ended.set_value(why + (refused ? " (refused)" : ""));
                           }});
  });
  link.with([&](redis_link& one) { one.open(io::unix_address(server.path())); });
  auto why = ended.get_future();
  REQUIRE(why.wait_for(std::chrono::seconds(10)) == std::future_status::ready);
  return why.get();
}

} // namespace

TEST_CASE("a reply that nobody asked for ends a connection, not the worker", "[session][link]") {
  CHECK(end_of("+OK\r\n+OK\r\n") == "answers what nobody asked");
  CHECK(end_of("+OK\r\n*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nb\r\n")
        == "answers what nobody asked");
  CHECK(end_of("+OK\r\n-ERR go away\r\n") == "answers: ERR go away (refused)");
}

TEST_CASE("bytes that are no protocol end a connection", "[session][link]") {
  CHECK(end_of("HTTP/1.1 400 Bad Request\r\n\r\n").starts_with("does not speak Redis's protocol"));
  CHECK(end_of("$-7\r\n").starts_with("does not speak Redis's protocol"));
}

TEST_CASE("arrays that are nested too deeply or too long end a connection", "[session][link]") {
  const auto nested = [](int levels) {
    std::string bytes;
    for (int i = 0; i < levels; ++i)
      bytes += "*1\r\n";
    return bytes + ":1\r\n";
  };
  CHECK(end_of(nested(8)) == "does not answer as Redis does");
  CHECK(end_of(nested(9)).starts_with("does not speak Redis's protocol"));
  CHECK(end_of(nested(100'000)).starts_with("does not speak Redis's protocol"));
  std::string longest = "*1024\r\n";
  for (int i = 0; i < 1'024; ++i)
    longest += ":1\r\n";
  CHECK(end_of(longest) == "does not answer as Redis does");
  CHECK(end_of("*1025\r\n").starts_with("does not speak Redis's protocol"));
  CHECK(end_of("*2147483647\r\n").starts_with("does not speak Redis's protocol"));
}

TEST_CASE("a login that is answered with another kind of reply fails", "[session][link]") {
  CHECK(end_of(":1\r\n") == "does not answer as Redis does");
  CHECK(end_of("*0\r\n") == "does not answer as Redis does");
  CHECK(end_of("$-1\r\n") == "does not answer as Redis does");
}

TEST_CASE("a reply without an end runs into the limit of a reply", "[session][link]") {
  CHECK(end_of("$500000000\r\n" + std::string(65 << 20, 'x'))
        == "sends a reply of more than 67108864 bytes");
}

TEST_CASE("a server that accepts and says nothing is noticed", "[session][link]") {
  CHECK(end_of("") == "has not answered for 60 ms");
}

TEST_CASE("what a server says of a password stays out of the reason", "[session][link]") {
  const std::string word = "sesame";
  session::redis_address login;
  login.password = word;
  CHECK(end_of("-ERR unknown command `AUTH`, with args beginning with: `" + word + "`\r\n", login)
        == "refuses the user or the password: ERR (refused)");
}
