// SPDX-License-Identifier: Apache-2.0
#include "publish/lasting_trouble.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>

using namespace cordon;
using publish::lasting_trouble;

namespace {

const lasting_trouble::clock::time_point start{};

using problems = std::map<std::string, std::string>;

} // namespace

TEST_CASE("trouble with transactions is told once it lasts", "[publish][lasting_trouble]") {
  job::health health;
  lasting_trouble trouble(health);
  trouble.note("no coordinator", start);
  CHECK(health.problems().empty());
  trouble.note("no coordinator", start + lasting_trouble::worth_telling / 2);
  CHECK(health.problems().empty());
  trouble.note("no coordinator yet", start + lasting_trouble::worth_telling);
  CHECK(health.problems() == problems{{"transactions", "no coordinator yet"}});
  trouble.over();
  CHECK(health.problems().empty());
}

TEST_CASE("trouble that was over begins anew", "[publish][lasting_trouble]") {
  job::health health;
  lasting_trouble trouble(health);
  trouble.note("no coordinator", start);
  trouble.over();
  trouble.note("no coordinator", start + lasting_trouble::worth_telling);
  CHECK(health.problems().empty());
}

TEST_CASE("where nothing was told, nothing is taken back", "[publish][lasting_trouble]") {
  job::health health;
  health.set("transactions", "said by another");
  lasting_trouble(health).over();
  CHECK(health.problems().size() == 1);
}
