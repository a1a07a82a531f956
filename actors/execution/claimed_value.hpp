// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cordon::execution {

/// Whether the JSON text of a value, as a program claims it, is one that every reader of a result
/// takes for the same: integers of 64 bits, finite numbers, no name twice in an object. The text is
/// hostile; its depth was bounded before. Takes time and memory in proportion to its length.
bool is_unambiguous_value(std::string_view json);

} // namespace cordon::execution
