// SPDX-License-Identifier: Apache-2.0
#include "intake/flight_window.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cordon::intake {

namespace {

using namespace std::chrono_literals;

struct window_fixture {
  flight_window window{10, 100};
  flight_window::clock::time_point now{1h};

  window_fixture() { window.adapt(now); }

  void end(int count, std::chrono::milliseconds within) {
    for (int i = 0; i < count; ++i)
      window.ended();
    window.adapt(now += within);
  }
};

} // namespace

TEST_CASE("as many records may be in flight as ended lately", "[intake][flight_window]") {
  window_fixture at;
  CHECK(at.window.size() == 10);
  at.end(40, 50ms);
  CHECK(at.window.size() == 40);
  at.end(20, 50ms);
  CHECK(at.window.size() == 20);
}

TEST_CASE("records in flight have two bounds, however quickly they end",
          "[intake][flight_window]") {
  window_fixture at;
  at.end(1'000, 50ms);
  CHECK(at.window.size() == 100);
  at.end(0, 50ms);
  CHECK(at.window.size() == 10);
}

TEST_CASE("the rate is looked at after a while only", "[intake][flight_window]") {
  window_fixture at;
  at.end(30, 20ms);
  CHECK(at.window.size() == 10);
  at.end(30, 30ms);
  CHECK(at.window.size() == 60);
}

TEST_CASE("without an upper bound the lower one is all", "[intake][flight_window]") {
  flight_window window(10, 0);
  for (int i = 0; i < 50; ++i)
    window.ended();
  window.adapt(flight_window::clock::time_point(1h));
  CHECK(window.size() == 10);
}

} // namespace cordon::intake
