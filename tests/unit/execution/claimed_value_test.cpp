// SPDX-License-Identifier: Apache-2.0
#include "execution/claimed_value.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace cordon::execution {

TEST_CASE("values that every reader takes for the same are taken", "[execution][claimed_value]") {
  for (const char* value :
       {"null", "true", "-0.0", "1e300", "9223372036854775807", "-9223372036854775808",
        "18446744073709551615", R"("a\u00e4")", R"({"a":[{"a":1},{"a":2}],"b":{"a":{}}})"}) {
    INFO(value);
    CHECK(is_unambiguous_value(value));
  }
}

TEST_CASE("values that readers refuse or take for different ones are not taken",
          "[execution][claimed_value]") {
  for (const std::string& value :
       {std::string("1e999"), std::string("[-1e999]"), std::string("18446744073709551616"),
        std::string("-9223372036854775809"), std::string(5'000, '7'),
        std::string(R"({"a":1,"a":2})"), std::string(R"([{"b":{"a":1,"\u0061":2}}])"),
        std::string("nan"), std::string("")}) {
    INFO(value);
    CHECK_FALSE(is_unambiguous_value(value));
  }
}

} // namespace cordon::execution
