// SPDX-License-Identifier: Apache-2.0
#include "io/event_loop.hpp"

#include "on_loop.hpp"
#include "tally.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace std::chrono_literals;

namespace {

struct timed {
  test::tally calls;
  test::on_loop<io::timer> timer;

  explicit timed(io::event_loop& loop)
      : timer(loop,
              [&, this] { return std::make_unique<io::timer>(loop, [this] { calls.add(); }); }) {}

  void start(std::chrono::milliseconds from_now) {
    timer.with([=](io::timer& t) { t.start(from_now); });
  }
};

} // namespace

TEST_CASE("a timer calls back once", "[io][timer]") {
  io::event_loop loop;
  timed one(loop);
  one.start(0ms);
  REQUIRE(one.calls.reaches(1));
  test::let_turn(loop);
  CHECK(one.calls.count() == 1);
}

TEST_CASE("a time in the past is now", "[io][timer]") {
  io::event_loop loop;
  timed one(loop);
  one.start(-5ms);
  CHECK(one.calls.reaches(1));
}

TEST_CASE("starting anew replaces the time that was set", "[io][timer]") {
  io::event_loop loop;
  timed one(loop);
  one.start(1h);
  one.start(0ms);
  REQUIRE(one.calls.reaches(1));
  one.start(0ms);
  CHECK(one.calls.reaches(2));
}

TEST_CASE("a stopped timer does not call back", "[io][timer]") {
  io::event_loop loop;
  timed stopped(loop);
  timed later(loop);
  stopped.timer.with([](io::timer& t) {
    t.start(0ms);
    t.stop();
  });
  later.start(1ms);
  REQUIRE(later.calls.reaches(1));
  CHECK(stopped.calls.count() == 0);
}

TEST_CASE("a destroyed timer does not call back", "[io][timer]") {
  io::event_loop loop;
  test::tally calls;
  timed later(loop);
  loop.run_and_wait([&] {
    io::timer gone(loop, [&] { calls.add(); });
    gone.start(0ms);
  });
  later.start(1ms);
  REQUIRE(later.calls.reaches(1));
  CHECK(calls.count() == 0);
}
