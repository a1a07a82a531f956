// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/job_flow.hpp"

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace cordon::test {

inline const job::partition p0{"jobs", 0};
inline const job::partition p1{"jobs", 1};

inline job::record_ptr make_record(int64_t offset, std::optional<std::string> key = std::nullopt,
                                   int32_t partition = 0) {
  auto record = std::make_shared<job::record>();
  record->at = {"jobs", partition, offset};
  record->key = std::move(key);
  record->value = "{}";
  return record;
}

/// Reads a record in and starts it.
inline job::record_ptr start(intake::job_flow& flow, int64_t offset,
                             std::optional<std::string> key = {}) {
  REQUIRE(flow.add(make_record(offset, std::move(key))));
  auto record = flow.next();
  REQUIRE(record);
  CHECK(record->at.offset == offset);
  flow.run(*record);
  return record;
}

} // namespace cordon::test
