// SPDX-License-Identifier: Apache-2.0
#include "job/timestamp.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace cordon::job;

TEST_CASE("a time of RFC 3339 is read to the millisecond", "[job][timestamp]") {
  CHECK(from_rfc3339("1970-01-01T00:00:00Z") == 0);
  CHECK(from_rfc3339("2026-11-23T06:23:46.001Z") == 1795415026001);
  CHECK(from_rfc3339("2026-11-23t06:23:46.0019999999z") == 1795415026001);
  CHECK(from_rfc3339("2026-11-23T06:23:46.5Z") == 1795415026500);
  CHECK(from_rfc3339("2026-11-23T07:53:46+01:30") == 1795415026000);
  CHECK(from_rfc3339("2026-11-22T23:23:46-07:00") == 1795415026000);
  CHECK(from_rfc3339("2026-11-23T06:23:46-00:00") == 1795415026000);
  CHECK(from_rfc3339("1969-12-31T23:59:59.999Z") == -1);
  CHECK(from_rfc3339("2024-02-29T00:00:00Z") == 1709164800000);
}

TEST_CASE("a leap second is the second after it, and ends a day", "[job][timestamp]") {
  CHECK(from_rfc3339("1990-12-31T23:59:60Z") == from_rfc3339("1991-01-01T00:00:00Z"));
  CHECK(from_rfc3339("1990-12-31T15:59:60.5-08:00") == from_rfc3339("1991-01-01T00:00:00Z"));
  CHECK_FALSE(from_rfc3339("1990-12-31T22:59:60Z"));
  CHECK(has_rfc3339_form("1990-12-31T22:59:60Z"));
}

TEST_CASE("a date that does not exist is none", "[job][timestamp]") {
  for (const char* text :
       {"2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "1900-02-29T00:00:00Z"}) {
    CHECK(has_rfc3339_form(text));
    CHECK_FALSE(from_rfc3339(text));
  }
}

TEST_CASE("no other spelling of a time is read", "[job][timestamp]") {
  for (const char* text : {"",
                           "Z",
                           "2026-11-23",
                           "2026-11-23T06:23Z",
                           "2026-11-23 06:23:46Z",
                           "2026-11-23T06:23:46",
                           "2026-11-23T06:23:46.Z",
                           "2026-11-23T06:23:46,5Z",
                           "2026-11-23T06:23:46+1:00",
                           "2026-11-23T06:23:46+0100",
                           "2026-11-23T06:23:46+24:00",
                           "2026-11-23T06:23:46+01:60",
                           "2026-11-23T24:00:00Z",
                           "2026-11-23T06:60:00Z",
                           "2026-11-23T06:23:61Z",
                           "2026-00-23T06:23:46Z",
                           "2026-13-23T06:23:46Z",
                           "2026-11-00T06:23:46Z",
                           "2026-11-32T06:23:46Z",
                           "+026-11-23T06:23:46Z",
                           "20261-11-23T06:23:46Z",
                           "2026-11-23T06:23:46Z ",
                           " 2026-11-23T06:23:46Z",
                           "2026-11-23T06:23:46ZZ",
                           "1795415026"}) {
    CAPTURE(text);
    CHECK_FALSE(has_rfc3339_form(text));
    CHECK_FALSE(from_rfc3339(text));
  }
  CHECK_FALSE(has_rfc3339_form(std::string_view("2026-11-23T06:23:46Z\0", 21)));
}

TEST_CASE("a time is written with three decimals, and never outside its form", "[job][timestamp]") {
  CHECK(to_rfc3339(0) == "1970-01-01T00:00:00.000Z");
  CHECK(to_rfc3339(-1) == "1969-12-31T23:59:59.999Z");
  CHECK(to_rfc3339(1795415026001) == "2026-11-23T06:23:46.001Z");
  CHECK(to_rfc3339(std::numeric_limits<int64_t>::max()) == "9999-12-31T23:59:59.999Z");
  CHECK(to_rfc3339(std::numeric_limits<int64_t>::min()) == "0000-01-01T00:00:00.000Z");
  for (const int64_t ms : {int64_t{0}, int64_t{-62167219200000}, int64_t{253402300799999}})
    CHECK(from_rfc3339(to_rfc3339(ms)) == ms);
}

TEST_CASE("an exact time is written in UTC with six decimals and read back", "[job][timestamp]") {
  using namespace std::chrono;
  const microsecond_time time = sys_days{2028y / February / 29d} + 23h + 59min + 59s + 7us;
  CHECK(to_exact_rfc3339(time) == "2028-02-29T23:59:59.000007Z");
  CHECK(from_exact_rfc3339("2028-02-29T23:59:59.000007Z") == time);
}

TEST_CASE("an exact time that does not exist or is spelt otherwise is not read",
          "[job][timestamp]") {
  for (const char* text :
       {"", "2027-02-29T00:00:00.000000Z", "2026-13-01T00:00:00.000000Z",
        "2026-01-01T24:00:00.000000Z", "2026-01-01T00:60:00.000000Z", "2026-01-01T00:00:60.000000Z",
        "2026-01-01T00:00:00Z", "2026-01-01t00:00:00.000000Z", "2026-01-01T00:00:00.000000+",
        "2026-01-01T00:00:00.0000000Z"})
    CHECK_FALSE(from_exact_rfc3339(text));
}
