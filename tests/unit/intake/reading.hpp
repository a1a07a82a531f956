// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/request_reader.hpp"
#include "sample_records.hpp"

#include <string>

namespace cordon::test {

/// Settings with the built-in profiles and the allow-list that workers have by default.
inline const intake::request_settings& sample_settings() {
  static const auto profiles = job::builtin_profiles();
  static const intake::request_settings settings{
      profiles, "cordon.replies", {"cordon.replies", "*-replies"}};
  return settings;
}

/// What a worker makes of a record at the very time of its timestamp.
inline job::submission read(std::optional<std::string> value, job::record_headers headers = {}) {
  const auto record = record_at(7, "key", std::move(value), std::move(headers));
  return intake::read_request(record, sample_settings(), record->timestamp_ms);
}

} // namespace cordon::test
