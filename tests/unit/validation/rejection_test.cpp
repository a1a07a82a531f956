// SPDX-License-Identifier: Apache-2.0
#include "validation/validation_actor.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using validation::make_rejection;

namespace {

const job::validation_violation import_of_os{"forbidden_import", job::severity::high,
                                             "Import of 'os' is not allowed", 3, 4};
const job::validation_violation too_complex{"code_complexity", job::severity::medium,
                                            "The source is too complex", 0, 0};

} // namespace

TEST_CASE("a rejection says what was found and where, and cannot be retried",
          "[validation][rejection]") {
  const auto result = make_rejection({import_of_os});
  CHECK(result.status == job::status::rejected);
  CHECK(result.error_type == job::error_type::ValidationError);
  CHECK(result.error_message == "Import of 'os' is not allowed (line 3)");
  CHECK_FALSE(result.can_retry);
  CHECK_FALSE(result.exit_code);
  CHECK(result.validation_violations == std::vector{import_of_os});
}

TEST_CASE("a rejection of the whole source names no line", "[validation][rejection]") {
  CHECK(make_rejection({too_complex}).error_message == "The source is too complex");
}

TEST_CASE("a rejection names the first violation and counts the others",
          "[validation][rejection]") {
  const std::vector three{import_of_os, too_complex, import_of_os};
  const auto result = make_rejection(three);
  CHECK(result.error_message == "Import of 'os' is not allowed (line 3) and 2 more");
  CHECK(result.validation_violations == three);
  CHECK(make_rejection({too_complex, import_of_os}).error_message
        == "The source is too complex and 1 more");
}
