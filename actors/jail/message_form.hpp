// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jail/codec.hpp"
#include "jail/messages.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace cordon::jail {

/// What every message has in common: a byte for its kind first, nothing after its last field.

/// An encoder past the kind's byte; writes into `out`.
inline encoder begin(std::string& out, message_kind kind) {
  encoder e(out);
  e.u8(static_cast<uint8_t>(kind));
  return e;
}

/// A decoder past the kind byte, or a bad one where the kind is another.
inline decoder open(std::string_view body, message_kind kind) {
  decoder d(body);
  return d.u8() == static_cast<uint8_t>(kind) ? d : decoder(std::string_view{});
}

/// The value where all of the body was read and its values make sense, else errc::protocol.
template <class T>
expected<T> finish(const decoder& d, bool values_make_sense, T&& value, const char* name) {
  if (!d.done() || !values_make_sense)
    return fail(errc::protocol, std::string("not a well-formed ") + name + " message", "jail");
  return std::forward<T>(value);
}

} // namespace cordon::jail
