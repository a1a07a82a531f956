// SPDX-License-Identifier: Apache-2.0
#include "kafka/broker_watch.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace cordon::kafka;
using namespace std::chrono_literals;

namespace {

struct sample_watch {
  std::vector<std::string> told;
  broker_watch watch{"test", [this](std::string why) { told.push_back(std::move(why)); }};
  broker_watch::clock::time_point now;
};

} // namespace

TEST_CASE("a suspicion that a broker's answer dispels is not told", "[kafka][broker_watch]") {
  sample_watch sample;
  CHECK_FALSE(sample.watch.is_to_ask(sample.now));
  sample.watch.suspect("1/1 brokers are down", sample.now);
  CHECK(sample.watch.is_to_ask(sample.now));
  sample.watch.answered();
  CHECK_FALSE(sample.watch.is_to_ask(sample.now));
  CHECK(sample.told.empty());
}

TEST_CASE("while no broker answers one is asked each second, and it is told once",
          "[kafka][broker_watch]") {
  sample_watch sample;
  sample.watch.suspect("refused", sample.now);
  sample.watch.not_answered(sample.now);
  CHECK_FALSE(sample.watch.is_to_ask(sample.now));
  sample.now += 1s;
  sample.watch.suspect("refused", sample.now);
  CHECK(sample.watch.is_to_ask(sample.now));
  sample.watch.not_answered(sample.now);
  sample.watch.answered();
  sample.watch.answered();
  CHECK(sample.told == std::vector<std::string>{"refused", ""});
}

TEST_CASE("a producer that brokers reject is back when that has stopped", "[kafka][broker_watch]") {
  sample_watch sample;
  sample.watch.rejected("not authorized", sample.now);
  sample.now += 4s;
  sample.watch.rejected("not authorized", sample.now);
  sample.now += 4s;
  sample.watch.tick(sample.now);
  CHECK(sample.told == std::vector<std::string>{"not authorized"});
  sample.now += 1s;
  sample.watch.tick(sample.now);
  CHECK(sample.told == std::vector<std::string>{"not authorized", ""});
}
