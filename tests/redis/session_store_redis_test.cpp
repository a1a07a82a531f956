// SPDX-License-Identifier: Apache-2.0
#include "redis_server.hpp"
#include "session_probe.hpp"

using namespace cordon;
using test::redis_server;
using test::session_probe;

namespace {

const job::record_position at{"jobs", 3, 42};
const job::record_position elsewhere{"jobs", 3, 43};

} // namespace

TEST_CASE("a result is kept under its user and id with a time to live", "[session][store]") {
  redis_server redis;
  session_probe probe(redis.address(), {.result_ttl = std::chrono::seconds(100)});
  REQUIRE(probe.keep(R"({"a":1})", at).get());
  CHECK(redis.cli({"GET", "cordon:result:u:j"}) == R"({"a":1})");
  CHECK(redis.cli({"GET", "cordon:origin:u:j"}) == "jobs/3/42");
  const auto left = std::stoi(redis.cli({"TTL", "cordon:result:u:j"}));
  CHECK(left > 90);
  CHECK(left <= 100);
}

TEST_CASE("a record is answered from its own result and from no other's", "[session][store]") {
  redis_server redis;
  session_probe probe(redis.address());
  REQUIRE(probe.keep("mine", at).get());
  CHECK(probe.take_up(at).result == "mine");
  CHECK_FALSE(probe.take_up(at).counted);
  const auto other = probe.take_up(elsewhere);
  CHECK_FALSE(other.result);
  CHECK(other.counted);
  CHECK_FALSE(probe.take_up(at, "another id").result);
}

TEST_CASE("starts are counted up to the one that would be the last", "[session][store]") {
  redis_server redis;
  session_probe probe(redis.address(), {.max_crashes = 3});
  for (uint32_t before : {0U, 1U}) {
    const auto found = probe.take_up(at);
    CHECK(found.starts == before);
    CHECK(found.counted);
  }
  const auto last = probe.take_up(at);
  CHECK(last.starts == 2);
  CHECK_FALSE(last.counted);
  probe.count_start(at);
  CHECK(redis.cli({"GET", "cordon:starts:jobs:3:42"}) == "3");
  CHECK(std::stoi(redis.cli({"TTL", "cordon:starts:jobs:3:42"})) > 0);
  CHECK(probe.take_up(elsewhere).starts == 0);
}

TEST_CASE("a start can be given back, down to none", "[session][store]") {
  redis_server redis;
  session_probe probe(redis.address());
  probe.count_start(at);
  probe.count_start(at);
  probe.store->give_back_start(at);
  CHECK(probe.take_up(at).starts == 1);
  for (int i = 0; i < 5; ++i)
    probe.store->give_back_start(at);
  CHECK(probe.take_up(at).starts == 0);
}

TEST_CASE("a stored result forgets its record's starts", "[session][store]") {
  redis_server redis;
  session_probe probe(redis.address());
  probe.count_start(at);
  REQUIRE(probe.keep("r", at).get());
  CHECK(redis.cli({"KEYS", "cordon:starts*"}).empty());
}

TEST_CASE("an artifact as large as a job can make one is kept under its ref", "[session][store]") {
  redis_server redis;
  session_probe probe(redis.address());
  const auto ref = probe.keep_artifact(std::string(64 << 20, 'x')).get();
  REQUIRE(ref);
  CHECK(ref->starts_with("cordon:artifact:"));
  CHECK(redis.cli({"STRLEN", *ref}) == std::to_string(64 << 20));
  CHECK(std::stoi(redis.cli({"TTL", *ref})) > 0);
}

TEST_CASE("a key of another type concerns only who asks for it", "[session][store]") {
  redis_server redis;
  session_probe probe(redis.address());
  redis.cli({"LPUSH", "cordon:origin:u:j", "x"});
  redis.cli({"SET", "cordon:starts:jobs:3:43", "many"});
  CHECK_FALSE(probe.take_up(at).counted);
  CHECK_FALSE(probe.take_up(elsewhere, "k").counted);
  CHECK(probe.take_up(at, "k").counted);
  CHECK(probe.keep("r", at).get());
  CHECK(probe.take_up(at).result == "r");
}

TEST_CASE("bytes of every value come back from Redis unchanged", "[session][store]") {
  redis_server redis;
  session_probe probe(redis.address());
  const std::string json("\0\r\n$-1\r\n\xff", 9);
  REQUIRE(probe.keep(json, at, "id with\r\nbreaks").get());
  CHECK(probe.take_up(at, "id with\r\nbreaks").result == json);
}

TEST_CASE("a Redis with a password and another database is served", "[session][store]") {
  const std::string word = "open:sesame";
  redis_server redis({"--requirepass", word});
  session_probe probe(redis.address() + "?db=3", {.password = word});
  CHECK(probe.keep("r", at).get());
  CHECK(redis.cli({"PING"}).starts_with("NOAUTH"));
}

TEST_CASE("a wrong password is told by health, and calls wait", "[session][store]") {
  redis_server redis({"--requirepass", "right"});
  session_probe probe(redis.address(), {.password = "wrong"});
  const auto waiting = probe.keep("r", at);
  for (int i = 0; i < 1'000; ++i) {
    if (probe.health.problems()["redis"].find("refuses the user or the password")
        != std::string::npos)
      break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  const auto why = probe.health.problems()["redis"];
  CHECK(why.find("refuses the user or the password: WRONGPASS") != std::string::npos);
  CHECK_FALSE(waiting.is_there());
}

TEST_CASE("a store can go while its calls are still due", "[session][store]") {
  redis_server redis;
  session_probe probe(redis.address());
  redis.stop();
  const auto never = probe.ask(at);
  probe.store.reset();
  redis.resume();
  probe.loop.run_and_wait([] {});
  CHECK_FALSE(never.is_there());
}

TEST_CASE("a store can go in its own callback", "[session][store]") {
  redis_server redis;
  session_probe probe(redis.address());
  test::answer<int> gone;
  probe.store->take_up({"null", "j", "", at, at}, [&](auto) {
    probe.store.reset();
    gone.setter()(1);
  });
  CHECK(gone.get() == 1);
}

TEST_CASE("an address that is none makes no store", "[session][store]") {
  io::event_loop loop;
  job::health health;
  const auto made = session::session_store::make(loop, {.redis = "localhost:6379"}, health);
  REQUIRE_FALSE(made);
  CHECK(made.error().code == errc::bad_input);
}
