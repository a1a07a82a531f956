// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cordon::test {

/// What is wrong with `json_text` by the schema in `schemas/<schema_file>`; nothing where it
/// conforms. Keep the texts small: patterns are matched by std::regex, which recurses.
std::optional<std::string> schema_problem(std::string_view schema_file, std::string_view json_text);

/// The text of `schemas/<schema_file>`.
std::string read_schema(std::string_view schema_file);

} // namespace cordon::test
