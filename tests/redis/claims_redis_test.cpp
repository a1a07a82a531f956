// SPDX-License-Identifier: Apache-2.0
#include "job/wall_clock.hpp"
#include "redis_server.hpp"
#include "session_probe.hpp"

#include <vector>

using namespace cordon;
using namespace std::chrono_literals;
using job::claim;
using test::redis_server;
using test::session_probe;

namespace {

const job::record_position at{"jobs", 3, 42};
const job::record_position copy{"jobs", 3, 43};

const std::string key = "cordon:claim:u:j";

session::session_settings with_lease(std::chrono::milliseconds lease) {
  return {.claim_lease = lease};
}

/// Whose the name is for `copy` once it is not the running job's any more.
job::earlier_runs claim_when_free(session_probe& probe) {
  job::earlier_runs found;
  for (int i = 0; i < 1'000; ++i) {
    found = probe.claim(copy);
    if (found.claim != claim::running_elsewhere)
      break;
    std::this_thread::sleep_for(10ms);
  }
  return found;
}

} // namespace

TEST_CASE("a name is claimed by the first record that takes it up, with a lease",
          "[session][claims]") {
  redis_server redis;
  session_probe probe(redis.address());
  const auto first = probe.claim(at);
  CHECK(first.claim == claim::ours);
  CHECK(first.counted);
  CHECK(redis.cli({"GET", key}) == "running aa jobs/3/42");
  const auto left = std::stoi(redis.cli({"PTTL", key}));
  CHECK(left > 20'000);
  CHECK(left <= 30'000);
}

TEST_CASE(
    "a record that names another as its first one and holds something else gets nothing of it",
    "[session][claims]") {
  redis_server redis;
  session_probe probe(redis.address());
  const job::job_origin honest(at, "aa"), forged(at, "bb");
  SECTION("neither without an id") {
    probe.ask({"\"u\"", "j", "", copy, forged}).get();
    REQUIRE(probe.keep("forged", forged).get());
    const auto found = probe.ask({"\"u\"", "j", "", at, honest}).get();
    CHECK_FALSE(found.result);
    CHECK(found.counted);
    REQUIRE(probe.keep("honest", honest).get());
    CHECK_FALSE(probe.ask({"\"u\"", "j", "", copy, forged}).get().result);
    // A copy, and the record itself, read again.
    CHECK(probe.ask({"\"u\"", "j", "", copy, honest}).get().result == "honest");
    CHECK(probe.ask({"\"u\"", "j", "", at, honest}).get().result == "honest");
  }
  SECTION("nor with one") {
    probe.ask({"\"u\"", "j", "aa", at, honest}).get();
    CHECK(redis.cli({"GET", key}) == "running aa jobs/3/42/aa");
    CHECK(probe.ask({"\"u\"", "j", "bb", copy, forged}).get().claim == claim::conflict);
    REQUIRE(probe.keep("honest", honest).get());
    const auto found = probe.ask({"\"u\"", "j", "bb", copy, forged}).get();
    CHECK_FALSE(found.result);
    CHECK(found.claim == claim::conflict);
    CHECK(probe.ask({"\"u\"", "j", "aa", copy, honest}).get().result == "honest");
  }
}

TEST_CASE("the same job waits while the first one runs in another worker", "[session][claims]") {
  redis_server redis;
  session_probe one(redis.address()), other(redis.address());
  one.claim(at);
  const auto second = other.claim(copy);
  CHECK(second.claim == claim::running_elsewhere);
  CHECK_FALSE(second.result);
  CHECK_FALSE(second.counted);
  CHECK(redis.cli({"EXISTS", "cordon:starts:jobs:3:43"}) == "0");
}

TEST_CASE("the same job gets the result of the first one and does not run", "[session][claims]") {
  redis_server redis;
  session_probe one(redis.address()), other(redis.address());
  one.claim(at);
  REQUIRE(one.keep("r", at).get());
  const auto second = other.claim(copy);
  CHECK(second.result == "r");
  CHECK_FALSE(second.counted);
  CHECK(second.claim == claim::ours);
  CHECK(redis.cli({"GET", key}) == "done aa jobs/3/42");
}

TEST_CASE("a name stands for its job as long as dedupe_ttl says, once that has its result",
          "[session][claims]") {
  redis_server redis;
  session_probe probe(redis.address(), {.result_ttl = 1'000s, .dedupe_ttl = 100s});
  probe.claim(at);
  REQUIRE(probe.keep("r", at).get());
  const auto left = std::stoi(redis.cli({"TTL", key}));
  CHECK(left > 90);
  CHECK(left <= 100);
}

TEST_CASE("another job of a claimed name is a conflict, and its answer replaces nothing",
          "[session][claims]") {
  redis_server redis;
  session_probe probe(redis.address());
  probe.claim(at, "aa");
  CHECK(probe.claim(copy, "bb").claim == claim::conflict);
  CHECK_FALSE(probe.keep("refused", copy).get());
  REQUIRE(probe.keep("r", at).get());
  CHECK(probe.claim(copy, "bb").claim == claim::conflict);
  CHECK_FALSE(probe.keep("refused", copy).get());
  CHECK(redis.cli({"GET", "cordon:result:u:j"}) == "r");
  CHECK(redis.cli({"GET", key}) == "done aa jobs/3/42");
}

TEST_CASE("another user's job of the same id is its own", "[session][claims]") {
  redis_server redis;
  session_probe probe(redis.address());
  probe.claim(at, "aa");
  const auto other = probe.ask({"\"v\"", "j", "bb", copy, copy}).get();
  CHECK(other.claim == claim::ours);
  CHECK(other.counted);
}

TEST_CASE("a record that is read again keeps its claim, and runs where it has no result",
          "[session][claims]") {
  redis_server redis;
  session_probe one(redis.address()), other(redis.address());
  one.claim(at);
  const auto again = other.claim(at);
  CHECK(again.claim == claim::ours);
  CHECK(again.starts == 1);
  CHECK(again.counted);
  REQUIRE(other.keep("r", at).get());
  CHECK(one.claim(at).result == "r");
}

TEST_CASE("a delayed copy is the record that it names as its first", "[session][claims]") {
  redis_server redis;
  session_probe probe(redis.address());
  probe.claim(at);
  const auto later = probe.ask({"\"u\"", "j", "aa", copy, at}).get();
  CHECK(later.claim == claim::ours);
  CHECK(later.counted);
  CHECK(redis.cli({"GET", "cordon:starts:jobs:3:43"}) == "1");
  test::answer<bool> stored;
  probe.store->store({"\"u\"", "j", "r", copy, at}, stored.setter());
  REQUIRE(stored.get());
  CHECK(redis.cli({"GET", "cordon:origin:u:j"}) == "jobs/3/42");
  CHECK(redis.cli({"EXISTS", "cordon:starts:jobs:3:43"}) == "0");
  CHECK(probe.claim(at).result == "r");
}

TEST_CASE("a name that is given up is free for a resubmission, and the record keeps its result",
          "[session][claims]") {
  redis_server redis;
  session_probe probe(redis.address());
  probe.claim(at);
  REQUIRE(probe.keep_and_give_up("can be retried", at).get());
  CHECK(redis.cli({"EXISTS", key}) == "0");
  CHECK(probe.claim(at).result == "can be retried");
  const auto again = probe.claim(copy);
  CHECK(again.claim == claim::ours);
  CHECK_FALSE(again.result);
  CHECK(again.counted);
  // Its answer went out before; the name being another's now changes nothing.
  CHECK(probe.claim(at).result == "can be retried");
}

TEST_CASE("a result that Redis lost frees the name of its job", "[session][claims]") {
  redis_server redis;
  session_probe probe(redis.address());
  probe.claim(at);
  REQUIRE(probe.keep("r", at).get());
  redis.cli({"DEL", "cordon:result:u:j"});
  CHECK(probe.claim(copy).counted);
  CHECK(redis.cli({"GET", key}) == "running aa jobs/3/43");
}

TEST_CASE("a job that claims no name runs beside one that does", "[session][claims]") {
  redis_server redis;
  session_probe probe(redis.address());
  probe.claim(at);
  CHECK(probe.take_up(copy).counted);
  CHECK(redis.cli({"GET", key}) == "running aa jobs/3/42");
}

TEST_CASE("a claim is renewed as long as its job is under way", "[session][claims][lease]") {
  redis_server redis;
  session_probe probe(redis.address(), with_lease(300ms));
  probe.claim(at);
  redis.cli({"DEL", key}); // even that is made good
  CHECK(redis.becomes({"GET", key}, "running aa jobs/3/42"));
  redis.cli({"PEXPIRE", key, "100000"});
  for (int i = 0; i < 1'000 && std::stoi(redis.cli({"PTTL", key})) > 300; ++i)
    std::this_thread::sleep_for(10ms);
  CHECK(std::stoi(redis.cli({"PTTL", key})) <= 300);
  REQUIRE(probe.keep("r", at).get());
  CHECK(std::stoi(redis.cli({"TTL", key})) > 1'000);
}

TEST_CASE("all claims of a worker are renewed, however many", "[session][claims][lease]") {
  redis_server redis;
  session_probe probe(redis.address(), with_lease(1s));
  std::vector<test::answer<job::earlier_runs>> asked;
  for (int64_t i = 0; i < 250; ++i)
    asked.push_back(probe.ask({"\"u\"", std::to_string(i), "aa", {"jobs", 0, i}, {"jobs", 0, i}}));
  for (const auto& one : asked)
    REQUIRE(one.get().claim == claim::ours);
  redis.cli({"FLUSHALL"});
  CHECK(redis.becomes({"DBSIZE"}, "250"));
}

TEST_CASE("the claim of a worker that died is free after its lease", "[session][claims][lease]") {
  redis_server redis;
  auto dead = std::make_unique<session_probe>(redis.address(), with_lease(500ms));
  session_probe other(redis.address(), with_lease(500ms));
  dead->claim(at);
  dead.reset();
  CHECK(claim_when_free(other).counted);
  CHECK(redis.cli({"GET", key}) == "running aa jobs/3/43");
}

TEST_CASE("a job that is not under way any more loses its claim", "[session][claims][lease]") {
  redis_server redis;
  session_probe probe(redis.address(), with_lease(300ms));
  probe.claim(at);
  SECTION("by its record") {
    probe.store->let_go(at);
  }
  SECTION("by its partition") {
    probe.store->let_go_of_partition("jobs", 3);
  }
  CHECK(claim_when_free(probe).counted);
}

TEST_CASE("a record that was taken up twice keeps its claim where it is let go once",
          "[session][claims][lease]") {
  redis_server redis;
  session_probe probe(redis.address(), with_lease(300ms));
  probe.claim(at);
  probe.claim(at);
  probe.store->let_go(at);
  probe.store->let_go_of_partition("jobs", 4);
  redis.cli({"DEL", key});
  CHECK(redis.becomes({"GET", key}, "running aa jobs/3/42"));
}

TEST_CASE("a worker that comes back late does not take a claim from the one that runs the job now",
          "[session][claims][lease]") {
  redis_server redis;
  session_probe probe(redis.address(), with_lease(300ms));
  probe.claim(at);
  redis.cli({"SET", key, "running aa jobs/3/43"});
  // Two renewals of another claim show that this one's came by, too.
  probe.ask({"\"u\"", "other", "aa", {"jobs", 3, 50}, {"jobs", 3, 50}}).get();
  for (int i = 0; i < 2; ++i) {
    redis.cli({"DEL", "cordon:claim:u:other"});
    REQUIRE(redis.becomes({"EXISTS", "cordon:claim:u:other"}, "1"));
  }
  CHECK(redis.cli({"GET", key}) == "running aa jobs/3/43");
  CHECK_FALSE(probe.keep("late", at).get());
  CHECK(redis.cli({"EXISTS", "cordon:result:u:j"}) == "0");
}

TEST_CASE("a result makes good a claim that Redis lost meanwhile", "[session][claims]") {
  redis_server redis;
  session_probe probe(redis.address());
  probe.claim(at);
  redis.cli({"FLUSHALL"});
  REQUIRE(probe.keep("r", at).get());
  CHECK(redis.cli({"GET", key}) == "done aa jobs/3/42");
}

TEST_CASE("a claim of another type concerns only who asks for it", "[session][claims]") {
  redis_server redis;
  session_probe probe(redis.address());
  redis.cli({"LPUSH", key, "x"});
  const auto found = probe.claim(at);
  CHECK(found.claim == claim::ours);
  CHECK_FALSE(found.counted);
  CHECK(probe.keep("r", at).get());
  CHECK(probe.take_up(at).result == "r");
}

TEST_CASE("where jobs run without Redis, nothing is told from anything", "[session][claims]") {
  redis_server redis;
  session_probe probe(redis.address(), {.wait_when_down = false});
  REQUIRE(probe.claim(at).counted);
  redis.kill();
  job::earlier_runs found;
  for (int i = 0; i < 1'000; ++i) {
    found = probe.claim(copy, "bb");
    if (found.claim == claim::ours)
      break;
    std::this_thread::sleep_for(10ms);
  }
  CHECK(found.claim == claim::ours);
  CHECK_FALSE(found.counted);
}

TEST_CASE("a job that is put off keeps its name until it runs again", "[session][claims][delay]") {
  redis_server redis;
  session_probe one(redis.address()), other(redis.address());
  one.claim(at);
  one.put_off({"\"u\"", "j", at, at, job::milliseconds_since_epoch() + 100'000});
  CHECK(redis.cli({"GET", key}) == "running aa jobs/3/42");
  const auto left = std::stoi(redis.cli({"PTTL", key}));
  CHECK(left > 150'000);
  CHECK(left <= 160'000);
  CHECK(redis.cli({"EXISTS", "cordon:starts:jobs:3:42"}) == "0");
  CHECK(other.claim(copy).claim == claim::running_elsewhere);
  // Its delayed copy, in another worker.
  const auto again = other.ask({"\"u\"", "j", "aa", copy, at}).get();
  CHECK(again.claim == claim::ours);
  CHECK(again.counted);
}

TEST_CASE("a name that is another record's by now is left to it", "[session][claims][delay]") {
  redis_server redis;
  session_probe one(redis.address());
  one.claim(at);
  redis.cli({"SET", key, "running aa jobs/3/43"});
  one.put_off({"\"u\"", "j", at, at, 0});
  CHECK(redis.cli({"GET", key}) == "running aa jobs/3/43");
}

TEST_CASE("a job that claims no name can be put off", "[session][claims][delay]") {
  redis_server redis;
  session_probe one(redis.address());
  one.take_up(at);
  one.put_off({"\"u\"", "j", at, at, 0});
  CHECK(redis.cli({"EXISTS", key}) == "0");
}
