// SPDX-License-Identifier: Apache-2.0
#include "../schema_check.hpp"
#include "sample_chain.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace cordon::audit;
using cordon::test::schema_problem;

namespace {

constexpr const char* schema = "audit-record.schema.json";

std::string sealed_line(record r) {
  hash_chain chain({}, ticking_clock());
  return to_json_line(chain.seal(std::move(r)).value());
}

void check_conforms(const std::string& line) {
  INFO(line);
  const auto problem = schema_problem(schema, line);
  INFO(problem.value_or(""));
  CHECK_FALSE(problem);
}

} // namespace

TEST_CASE("every step's record conforms to the schema", "[audit][schema]") {
  for (const auto one : {step::accepted, step::validated, step::started, step::finished,
                         step::redacted, step::answered, step::delayed}) {
    CHECK(step_named(to_string(one)) == one);
    check_conforms(sealed_line(sample_step(one)));
  }
}

TEST_CASE("every record of a chain conforms to the schema", "[audit][schema]") {
  for (const auto& line : sample_lines(5))
    check_conforms(line);
}

TEST_CASE("records at their bounds conform to the schema", "[audit][schema]") {
  auto r = sample_step();
  r.run = 0;
  r.detail.clear();
  check_conforms(sealed_line(r));
  r.run = std::numeric_limits<int64_t>::max();
  r.job_id = std::string("\"\\\n\x01\xff\xc3\xa9", 7);
  r.detail = {{"A-z_0.9", std::string("\xff\0", 2)}, {"empty", ""}};
  check_conforms(sealed_line(r));
}

TEST_CASE("what is no record does not conform to the schema", "[audit][schema]") {
  const auto line = sealed_line(sample_step());
  const auto without = [&](const std::string& from, const std::string& to) {
    auto changed = line;
    changed.replace(changed.find(from), from.size(), to);
    REQUIRE(changed != line);
    return changed;
  };
  for (const auto& wrong :
       {without("\"seq\":1", "\"seq\":0"), without("\"seq\":1,", ""),
        without("\"step\":\"accepted\"", "\"step\":\"eaten\""),
        without("\"job_id\":\"job-1\"", "\"job_id\":\"\""), without("{\"seq\"", "{\"x\":1,\"seq\""),
        without("\"detail\":{", "\"detail\":{\"n\":1,"),
        without("\"previous\":\"0", "\"previous\":\"")})
    CHECK(schema_problem(schema, wrong));
}
