// SPDX-License-Identifier: Apache-2.0
#include "stop_wishes.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace std::chrono_literals;
using cordon::workers::stop_wishes;
using wish = stop_wishes::wish;

TEST_CASE("signals close to the first are one wish to stop", "[workers][stop_signals]") {
  stop_wishes wishes;
  const stop_wishes::clock::time_point start{5s};
  CHECK(wishes.take(start) == wish::first);
  CHECK(wishes.take(start) == wish::echo);
  CHECK(wishes.take(start + 500ms) == wish::echo);
  CHECK(wishes.take(start + 501ms) == wish::second);
}

TEST_CASE("an echo does not put off when a second wish counts", "[workers][stop_signals]") {
  stop_wishes wishes;
  const stop_wishes::clock::time_point start{};
  CHECK(wishes.take(start) == wish::first);
  CHECK(wishes.take(start + 400ms) == wish::echo);
  CHECK(wishes.take(start + 800ms) == wish::second);
}
