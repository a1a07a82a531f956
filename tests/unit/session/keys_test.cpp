// SPDX-License-Identifier: Apache-2.0
#include "session/keys.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::session;

TEST_CASE("a result's key takes the user encoded and the id as written", "[session][keys]") {
  CHECK(result_key("null", "a") == "cordon:result::a");
  CHECK(result_key("7", "a") == result_key("\"7\"", "a"));
  CHECK(result_key("\"a:b%\"", "c:%") == "cordon:result:a%3Ab%25:c:%");
  CHECK(result_key("\"a\"", "b:c") != result_key("\"a:b\"", "c"));
}

TEST_CASE("an artifact's key is as long for every user and id, and no other's", "[session][keys]") {
  const auto key = artifact_key("7", "a", "x");
  CHECK(key.starts_with("cordon:artifact:"));
  CHECK(key == artifact_key("\"7\"", "a", "x"));
  CHECK(key != artifact_key("7", "b", "x"));
  CHECK(artifact_key("\"a\"", "b:c", "x") != artifact_key("\"a:b\"", "c", "x"));
  CHECK(artifact_key('"' + std::string(900, ':') + '"', std::string(256, '\n'), "x").size()
        == key.size());
}

TEST_CASE("a job's origin tells topic, partition, offset and content", "[session][keys]") {
  CHECK(place_text({"jobs", 2, 5'000'000'000}) == "jobs/2/5000000000");
  CHECK(origin_text({{"jobs", 2, 9}, "abcd"}) == "jobs/2/9/abcd");
  CHECK(starts_key({"jobs", 2, 9}) == "cordon:starts:jobs:2:9");
}
