// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cordon::job {

enum class severity : uint8_t { low, medium, high };

std::string_view to_string(severity);

/// One thing in a program's source that the policy refuses.
struct validation_violation {
  std::string violation_type; ///< forbidden_import, forbidden_function, syntax_error, …
  cordon::job::severity severity = severity::high;
  std::string message;      ///< reads well alone: "Import of 'os' is not allowed"
  uint32_t line_number = 0; ///< from 1; 0 where the whole source is meant
  uint32_t column = 0;      ///< from 0, in characters, as CPython's col_offset + decoding

  bool operator==(const validation_violation&) const = default;
};

/// One kind of sensitive datum found in an output. The datum itself is never kept.
struct output_violation {
  std::string violation_type; ///< openai_api_key, us_ssn, …
  cordon::job::severity severity = severity::high;
  uint32_t count = 0;

  bool operator==(const output_violation&) const = default;
};

} // namespace cordon::job
