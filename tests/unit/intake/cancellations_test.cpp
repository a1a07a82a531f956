// SPDX-License-Identifier: Apache-2.0
#include "intake/cancellations.hpp"

#include <catch2/catch_test_macros.hpp>

using cordon::intake::cancellations;

TEST_CASE("a cancel holds for records that are not later than itself", "[intake][cancel]") {
  cancellations cancelled;
  cancelled.add("u", "a", 100);
  CHECK(cancelled.holds("u", "a", 99));
  CHECK(cancelled.holds("u", "a", 100));
  CHECK_FALSE(cancelled.holds("u", "a", 101));
}

TEST_CASE("a cancel holds for its own user and id alone", "[intake][cancel]") {
  cancellations cancelled;
  cancelled.add("", "a", 100);
  cancelled.add("u", "b:c", 100);
  CHECK_FALSE(cancelled.holds("u", "a", 1));
  CHECK_FALSE(cancelled.holds("", "A", 1));
  CHECK_FALSE(cancelled.holds("", "u:b:c", 101));
  CHECK(cancelled.holds("u", "b:c", 1));
}

TEST_CASE("of several cancels the latest counts, in whatever order they came", "[intake][cancel]") {
  cancellations cancelled;
  cancelled.add("u", "a", 100);
  cancelled.add("u", "a", 200);
  cancelled.add("u", "a", 150);
  CHECK(cancelled.holds("u", "a", 200));
  CHECK_FALSE(cancelled.holds("u", "a", 201));
  CHECK(cancelled.size() == 1);
}

TEST_CASE("too many cancels drop the oldest", "[intake][cancel]") {
  cancellations cancelled(3);
  for (const char* id : {"a", "b", "c"})
    cancelled.add("u", id, 100);
  cancelled.add("u", "a", 100);
  cancelled.add("u", "d", 100);
  CHECK(cancelled.size() == 3);
  CHECK_FALSE(cancelled.holds("u", "b", 1));
  for (const char* id : {"a", "c", "d"})
    CHECK(cancelled.holds("u", id, 1));
}

TEST_CASE("long names drop the oldest cancels too", "[intake][cancel]") {
  cancellations cancelled(1000, 100);
  cancelled.add(std::string(40, 'u'), "a", 100);
  cancelled.add(std::string(40, 'v'), "a", 100);
  cancelled.add(std::string(40, 'w'), "a", 100);
  CHECK(cancelled.size() == 2);
  CHECK_FALSE(cancelled.holds(std::string(40, 'u'), "a", 1));
  cancelled.add(std::string(200, 'x'), "a", 100);
  CHECK(cancelled.size() == 0);
  cancelled.add("u", "a", 100);
  CHECK(cancelled.holds("u", "a", 1));
}
