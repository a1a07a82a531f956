// SPDX-License-Identifier: Apache-2.0
#include "supervision/restart_budget.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace std::chrono_literals;
using cordon::supervision::restart_budget;

namespace {

constexpr restart_budget::time_point start{1h};

} // namespace

TEST_CASE("five restarts within half a minute are granted, a sixth is not",
          "[supervision][restart_budget]") {
  restart_budget budget;
  for (int i = 0; i < 5; ++i)
    CHECK(budget.take(start + i * 1s));
  CHECK_FALSE(budget.take(start + 29'999ms));
}

TEST_CASE("a restart counts for half a minute", "[supervision][restart_budget]") {
  restart_budget budget;
  for (int i = 0; i < 5; ++i)
    CHECK(budget.take(start + i * 10s / 5));
  CHECK(budget.take(start + 30s));
  CHECK_FALSE(budget.take(start + 30s));
}

TEST_CASE("slow deaths never use the budget up", "[supervision][restart_budget]") {
  restart_budget budget;
  for (int i = 0; i < 1'000; ++i)
    CHECK(budget.take(start + i * 6s));
}

TEST_CASE("a refused restart counts too", "[supervision][restart_budget]") {
  restart_budget budget(1, 10s);
  CHECK(budget.take(start));
  CHECK_FALSE(budget.take(start + 9s));
  CHECK_FALSE(budget.take(start + 18s));
  CHECK(budget.take(start + 28s));
}

TEST_CASE("a budget of nothing grants nothing", "[supervision][restart_budget]") {
  CHECK_FALSE(restart_budget(0, 10s).take(start));
}
