// SPDX-License-Identifier: Apache-2.0
#include "kafka/lasting_producer.hpp"

#include "publish/fake_transactions.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cordon::kafka {

namespace {

using namespace std::chrono_literals;

struct lasting_fixture {
  test::fake_broker broker;
  std::chrono::steady_clock::time_point now{};
  std::string obstacle; ///< to making one
  lasting_producer producer{"test",
                            [this]() -> expected<std::unique_ptr<transactional_producer>> {
                              if (!obstacle.empty())
                                return fail(errc::system, obstacle, "test");
                              return std::make_unique<test::fake_producer>(broker);
                            },
                            [this] { return now; }};
};

} // namespace

TEST_CASE("a producer is made and initialised once", "[kafka][lasting_producer]") {
  lasting_fixture f;
  f.broker.next["init"] = {{step_result::pending}, {step_result::again, "no coordinator"}};
  CHECK(f.producer.make_ready().result == step_result::pending);
  CHECK(f.producer.make_ready().why == "no coordinator");
  CHECK(f.producer.make_ready().result == step_result::done);
  f.broker.next["init"] = {{step_result::lost, "twice"}};
  CHECK(f.producer.make_ready().result == step_result::done);
  CHECK(f.broker.producers == 1);
}

TEST_CASE("a producer that is lost is made anew after a pause", "[kafka][lasting_producer]") {
  lasting_fixture f;
  SECTION("in its init") {
    f.broker.next["init"] = {{step_result::lost, "fenced"}};
  }
  SECTION("later") {
    CHECK(f.producer.make_ready().result == step_result::done);
    f.producer.lose("fenced");
  }
  const auto ready = f.producer.make_ready();
  CHECK(ready.result == step_result::again);
  CHECK(ready.why == "fenced");
  CHECK(f.broker.producers == 1);
  REQUIRE(f.producer.next_try() == f.now + 1s);
  f.now = f.producer.next_try();
  CHECK(f.producer.make_ready().result == step_result::done);
  CHECK(f.broker.producers == 2);
}

TEST_CASE("a producer that can't be made is tried again after a pause, which tells why",
          "[kafka][lasting_producer]") {
  lasting_fixture f;
  f.obstacle = "no threads";
  const auto failed = f.producer.make_ready();
  CHECK(failed.result == step_result::again);
  CHECK(failed.why.find("no threads") != std::string::npos);
  f.obstacle.clear();
  CHECK(f.producer.make_ready().why == failed.why);
  f.now = f.producer.next_try();
  CHECK(f.producer.make_ready().result == step_result::done);
}

} // namespace cordon::kafka
