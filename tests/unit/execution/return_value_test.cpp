// SPDX-License-Identifier: Apache-2.0
#include "sample_outcomes.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::execution;
using namespace cordon::execution::samples;
using jail::claim;
using job::status;

namespace {

using details = std::map<std::string, std::string>;

std::string nested(size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

} // namespace

TEST_CASE("a return value is JSON or the repr in quotes", "[execution][return_value]") {
  CHECK(result_of(completed_with(R"({"a":[1,2.5,null]})")).return_value_json
        == R"({"a":[1,2.5,null]})");
  CHECK_FALSE(result_of(completed_with("1")).return_value_is_repr);
  const auto repr = result_of(completed_with("<object at \"0\xff\">\n", true));
  CHECK(repr.return_value_json == "\"<object at \\\"0\xef\xbf\xbd\\\">\\n\"");
  CHECK(repr.return_value_is_repr);
}

TEST_CASE("a return value that is no JSON is left out, and why", "[execution][return_value]") {
  for (const auto& value : {std::string(), std::string("{"), std::string("NaN"), std::string("1 2"),
                            std::string("'a'"), std::string("\"\\ud800\""), nested(101)}) {
    CAPTURE(value);
    const auto got = result_of(completed_with(value));
    CHECK(got.status == status::succeeded);
    CHECK(got.return_value_json == "null");
    CHECK(got.details.at("return_value") == "the program's verdict held no valid value");
  }
  CHECK(result_of(completed_with(nested(100))).return_value_json == nested(100));
}

TEST_CASE("a return value that the runner left out says why", "[execution][return_value]") {
  const auto got = result_of(exited(0, {.claim = claim::completed,
                                        .return_value_is_repr = true,
                                        .return_value_problem = "repr raised"}));
  CHECK(got.status == status::succeeded);
  CHECK(got.return_value_json == "null");
  CHECK(got.return_value_is_repr);
  CHECK(got.details == details{{"return_value", "repr raised"}});
}
