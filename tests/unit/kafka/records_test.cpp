// SPDX-License-Identifier: Apache-2.0
#include "kafka/records.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using namespace cordon::kafka;

TEST_CASE("headers keep their order, their names' repeats, null and empty values",
          "[kafka][records]") {
  const job::record_headers given = {{"a", "1"},
                                     {"a", std::nullopt},
                                     {"empty", ""},
                                     {"bytes", std::string("\0\xFF\n", 3)},
                                     {"", "no name"}};
  const auto made = to_headers(given);
  REQUIRE(made);
  REQUIRE(rd_kafka_header_cnt(made.get()) == given.size());
  for (size_t i = 0; i < given.size(); ++i) {
    const char* name = nullptr;
    const void* value = nullptr;
    size_t size = 0;
    REQUIRE(rd_kafka_header_get_all(made.get(), i, &name, &value, &size) == 0);
    CHECK(name == given[i].name);
    REQUIRE((value != nullptr) == given[i].value.has_value());
    if (value)
      CHECK(std::string(static_cast<const char*>(value), size) == *given[i].value);
  }
}

TEST_CASE("no headers are no list", "[kafka][records]") {
  CHECK_FALSE(to_headers({}));
}
