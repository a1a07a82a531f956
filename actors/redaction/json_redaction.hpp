// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "redaction/redactor.hpp"

#include <string_view>

namespace cordon::redaction {

/// Redacts a JSON text: every string, every object key, and every integer that passes as a payment
/// card number; that one becomes a string, since a number has no room for a placeholder. A string
/// in an object is seen with its key. Order and the spelling of other numbers stay; a text without
/// findings comes back byte for byte. Keys that fall together get " (2)", " (3)" … appended. What
/// is no JSON is redacted as text and, where something was found, comes back as a JSON string.
redaction redact_json(std::string_view json_text, const redactor&);

} // namespace cordon::redaction
