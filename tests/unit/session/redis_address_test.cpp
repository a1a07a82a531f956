// SPDX-License-Identifier: Apache-2.0
#include "session/redis_address.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace cordon;
using session::parse_redis_address;

TEST_CASE("a Redis address names host, port, database and login", "[session][redis_address]") {
  const auto address = parse_redis_address("redis://al%40ice:p%3Aw@db.example:7000/2");
  REQUIRE(address);
  CHECK(address->host == "db.example");
  CHECK(address->port == 7000);
  CHECK(address->database == 2);
  CHECK(address->user == "al@ice");
  CHECK(address->password == "p:w");
  CHECK(address->text() == "redis://db.example:7000/2");
}

TEST_CASE("port, database and login have defaults", "[session][redis_address]") {
  for (const auto* text : {"redis://h", "redis://h/", "redis://h:6379/0"}) {
    const auto address = parse_redis_address(text);
    REQUIRE(address);
    CHECK(address->text() == "redis://h:6379/0");
    CHECK(address->password.empty());
  }
}

TEST_CASE("a host can be an IPv6 address in brackets", "[session][redis_address]") {
  const auto address = parse_redis_address("redis://[::1]:7000");
  REQUIRE(address);
  CHECK(address->host == "::1");
  CHECK(address->port == 7000);
  CHECK(address->text() == "redis://[::1]:7000/0");
  CHECK(parse_redis_address("redis://[::1]")->port == 6379);
}

TEST_CASE("a unix socket can have a database", "[session][redis_address]") {
  const auto address = parse_redis_address("unix:///run/redis.sock?db=4");
  REQUIRE(address);
  CHECK(address->path == "/run/redis.sock");
  CHECK(address->database == 4);
  CHECK(address->text() == "unix:///run/redis.sock?db=4");
}

TEST_CASE("a password given beside the address stands over that in it",
          "[session][redis_address]") {
  CHECK(parse_redis_address("redis://:in@h", "beside")->password == "beside");
  CHECK(parse_redis_address("redis://:in@h")->password == "in");
  CHECK(parse_redis_address("redis://user@h", "beside")->user == "user");
}

TEST_CASE("what is no Redis address is refused with what would be right",
          "[session][redis_address]") {
  const std::string text = GENERATE(
      "", "localhost:6379", "http://h", "redis://", "redis://:80", "redis://h:0", "redis://h:65536",
      "redis://h:x", "redis://h/x", "redis://h/1/2", "redis://h/99999999999", "redis://[::1",
      "redis://[::1]x", "redis://a b", "redis://user@h", "redis://%zz:p@h", "redis://:%4@h",
      "unix://relative", "unix:///", "unix:///s?db=x", "unix:///s?x=1", "unix:///s?");
  INFO(text);
  const auto address = parse_redis_address(text);
  REQUIRE_FALSE(address);
  CHECK(address.error().code == errc::bad_input);
  CHECK(address.error().what.find("redis://[user[:password]@]host[:port][/db]")
        != std::string::npos);
  CHECK_FALSE(parse_redis_address("unix:///" + std::string(200, 'a')));
}

TEST_CASE("TLS is refused by name", "[session][redis_address]") {
  CHECK(parse_redis_address("rediss://h").error().code == errc::unsupported);
}

TEST_CASE("an error about an address shows no password", "[session][redis_address]") {
  const auto address = parse_redis_address("redis://user:sesame@h:x");
  REQUIRE_FALSE(address);
  CHECK(address.error().text().find("sesame") == std::string::npos);
}
