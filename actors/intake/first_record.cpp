// SPDX-License-Identifier: Apache-2.0
#include "intake/first_record.hpp"

#include "delay/delay_headers.hpp"
#include "job/sha256.hpp"

#include <utility>

namespace cordon::intake {

job::first_record first_record_of(const job::record& record) {
  auto told = delay::read_delay(record.headers);
  auto content = job::sha256_hex(record.value.value_or(""));
  if (!told.first || told.first->topic != record.at.topic)
    return {{record.at, std::move(content)}, record.timestamp_ms, 0};
  return {{std::move(*told.first), std::move(content)},
          told.original_timestamp_ms.value_or(record.timestamp_ms),
          static_cast<uint32_t>(told.attempts.value_or(0))};
}

} // namespace cordon::intake
