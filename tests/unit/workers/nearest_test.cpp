// SPDX-License-Identifier: Apache-2.0
#include "nearest.hpp"
#include "wrapped.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>

using namespace cordon::workers;

TEST_CASE("the nearest name is a few slips away", "[workers][nearest]") {
  constexpr std::array<std::string_view, 3> known = {"slots", "log_level", "timeout_seconds"};
  CHECK(nearest("slot", known) == "slots");
  CHECK(nearest("solts", known) == "slots");
  CHECK(nearest("loglevel", known) == "log_level");
  CHECK(nearest("timeout", known) == "timeout_seconds");
  CHECK_FALSE(nearest("memory", known));
  CHECK_FALSE(nearest("", known));
  CHECK_FALSE(nearest(std::string(100'000, 's'), known));
}

TEST_CASE("names are listed and suggested in words", "[workers][nearest]") {
  constexpr std::array<std::string_view, 2> known = {"run", "doctor"};
  CHECK(listed(known) == "run, doctor");
  CHECK(did_you_mean("rum", known) == " (did you mean 'run'?)");
  CHECK(did_you_mean("submit", known).empty());
}

TEST_CASE("text is broken between words", "[workers][wrapped]") {
  CHECK(wrapped("a bb ccc", 4) == "a bb\nccc");
  CHECK(wrapped("a bb ccc", 5, "# ") == "a bb\n# ccc");
  CHECK(wrapped("toolong a", 3) == "toolong\na");
  CHECK(wrapped("", 3).empty());
}
