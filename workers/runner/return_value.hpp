// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace cordon::runner {

/// The value of a program's last expression, ready for the verdict.
struct return_value {
  std::string text = "null"; ///< JSON text, or the repr where `is_repr`
  bool is_repr = false;
  std::string problem; ///< why there is none, or ""
};

/// Turns a Python object (borrowed) into its return value: JSON where it is built of exactly None,
/// bool, int of at most 64 bits, finite float, str without lone surrogates, list and dict with such
/// str keys, at most 100 deep; else its repr, which may run the program's own code. At most
/// `max_bytes` either way. Leaves no Python error set.
return_value make_return_value(void* object, uint64_t max_bytes);

} // namespace cordon::runner
