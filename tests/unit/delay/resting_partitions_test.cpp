// SPDX-License-Identifier: Apache-2.0
#include "delay/resting_partitions.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::delay;

TEST_CASE("a partition rests until its time, and wakes once", "[delay][rests]") {
  const job::partition a{"a", 0};
  resting_partitions rests;
  rests.begin(a, 7, 100, true);
  rests.begin({"b", 0}, 9, 200, true);
  CHECK(rests.wake(99).empty());
  CHECK(rests.is_resting(a));
  CHECK_FALSE(rests.has_waited(a, 7));
  const auto woken = rests.wake(100);
  REQUIRE(woken.size() == 1);
  CHECK(woken[0].at == a);
  CHECK(woken[0].offset == 7);
  CHECK(rests.wake(150).empty());
  CHECK_FALSE(rests.is_resting(a));
  CHECK(rests.has_waited(a, 7));
  CHECK_FALSE(rests.has_waited(a, 8));
}

TEST_CASE("a rest for another reason is no wait of the record", "[delay][rests]") {
  const job::partition a{"a", 0};
  resting_partitions rests;
  rests.begin(a, 7, 100, true);
  rests.begin(a, 5, 100, false);
  REQUIRE(rests.wake(100).size() == 1);
  CHECK_FALSE(rests.has_waited(a, 5));
  CHECK_FALSE(rests.has_waited(a, 7));
}

TEST_CASE("a partition that is forgotten does not wake", "[delay][rests]") {
  const job::partition a{"a", 0};
  resting_partitions rests;
  rests.begin(a, 7, 100, true);
  rests.forget(a);
  CHECK_FALSE(rests.is_resting(a));
  CHECK(rests.wake(1'000).empty());
}
