// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace cordon::workers {

/// JSON text over many lines, for a person at a terminal; what is no JSON, made printable.
std::string indented(const std::string& json);

} // namespace cordon::workers
