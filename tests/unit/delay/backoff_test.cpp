// SPDX-License-Identifier: Apache-2.0
#include "delay/backoff.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::delay;
using namespace std::chrono_literals;

namespace {

std::chrono::milliseconds pause_after(uint32_t attempts, double chance) {
  return backoff([chance] { return chance; }).after(attempts);
}

} // namespace

TEST_CASE("the pause doubles with each attempt, up to ten minutes", "[delay][backoff]") {
  CHECK(pause_after(1, 0.5) == 1s);
  CHECK(pause_after(2, 0.5) == 2s);
  CHECK(pause_after(3, 0.5) == 4s);
  CHECK(pause_after(10, 0.5) == 512s);
  CHECK(pause_after(11, 0.5) == 600s);
  CHECK(pause_after(UINT32_MAX, 0.5) == 600s);
}

TEST_CASE("chance shortens a pause by half, or lengthens it by as much", "[delay][backoff]") {
  CHECK(pause_after(1, 0) == 500ms);
  CHECK(pause_after(2, 0.25) == 1'500ms);
  CHECK(pause_after(1, 0.999) == 1'499ms);
  CHECK(pause_after(20, 0.999) == 899'400ms);
}

TEST_CASE("the numbers for a backoff are even and differ", "[delay][backoff]") {
  const auto random = even_random();
  double sum = 0;
  for (int i = 0; i < 1'000; ++i) {
    const auto number = random();
    CHECK((number >= 0 && number < 1));
    sum += number;
  }
  CHECK((sum > 400 && sum < 600));
}
