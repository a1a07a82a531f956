// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"

#include <memory>
#include <optional>
#include <string>

namespace cordon::test {

/// A record at offset `offset` of partition 3 of topic "jobs".
inline job::record_ptr record_at(int64_t offset, std::optional<std::string> key = std::nullopt,
                                 std::optional<std::string> value = "{}",
                                 job::record_headers headers = {}) {
  job::record record;
  record.at = {"jobs", 3, offset};
  record.timestamp_ms = 1'000'000;
  record.key = std::move(key);
  record.value = std::move(value);
  record.headers = std::move(headers);
  return std::make_shared<const job::record>(std::move(record));
}

} // namespace cordon::test
