// SPDX-License-Identifier: Apache-2.0
#include "delay/mover_health.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::delay;
using namespace std::chrono_literals;

namespace {

struct told_health {
  job::health health;
  mover_health mover{health};
  mover_health::clock::time_point now{};

  std::string after(std::chrono::seconds pause, const std::string& problem = "") {
    now += pause;
    mover.tell(problem, now);
    const auto all = health.problems();
    const auto found = all.find("delay_topics");
    return found == all.end() ? "" : found->second;
  }
};

} // namespace

TEST_CASE("trouble is told once it goes on, and is over when it works", "[delay][health]") {
  told_health at;
  at.mover.trouble("away", at.now);
  CHECK(at.after(5s).empty());
  at.mover.trouble("still away", at.now);
  CHECK(at.after(0s) == "still away");
  at.mover.works();
  CHECK(at.after(0s).empty());
}

TEST_CASE("trouble that is not heard of any more is over", "[delay][health]") {
  told_health at;
  at.mover.trouble("away", at.now);
  at.now += 3s;
  at.mover.trouble("away", at.now);
  CHECK(at.after(9s) == "away");
  CHECK(at.after(2s).empty());
  at.mover.trouble("away", at.now);
  CHECK(at.after(0s).empty());
}

TEST_CASE("what is named goes before what was found here", "[delay][health]") {
  told_health at;
  at.mover.unreadable({"jobs-delay-1s", 3}, "bad codec");
  CHECK(at.after(0s) == "a batch of jobs-delay-1s-3 can't be read: bad codec");
  CHECK(at.after(0s, "no topic") == "no topic");
  at.mover.readable({"jobs-delay-1s", 3});
  CHECK(at.after(0s).empty());
}
