// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

namespace cordon {

/// Why something failed, coarse enough to decide on.
enum class errc : uint8_t {
  bad_input = 1, ///< a message, flag, file or setting is wrong; the same input fails again
  not_found,     ///< a file or program that was named does not exist
  unsupported,   ///< named in the contract, not delivered by this build or this machine
  system,        ///< a call to the kernel failed
  peer_died,     ///< a child process or server went away; a new one may serve
  protocol,      ///< a child process or server sent bytes that make no sense
  overloaded,    ///< a bounded queue is full
};

/// What failed, where, and whether the same request may succeed later. A plain value.
struct error {
  errc code;
  std::string what;  ///< one sentence that reads well alone and says what would be right
  std::string where; ///< file:line, field, flag, system call … ("" where there is none)
  bool can_retry = false;

  /// "where: what", or "what" alone.
  std::string text() const { return where.empty() ? what : where + ": " + what; }
};

/// A value or an `error`; what crosses a module border and can fail.
template <class T>
using expected = tl::expected<T, error>;

/// Whether what worked on something died under it, so that it is to be driven again.
inline bool is_crash(const error& e) {
  return e.code == errc::peer_died || e.code == errc::protocol;
}

/// An `error` on its way out of a function.
inline tl::unexpected<error> fail(errc code, std::string what, std::string where = {},
                                  bool can_retry = false) {
  return tl::unexpected<error>(error{code, std::move(what), std::move(where), can_retry});
}

/// The `error` of a failed system call: `what` happened to `where`, with errno's text.
/// `errno_value` is passed in, so that nothing between the call and here can change it.
tl::unexpected<error> system_failure(std::string what, std::string where, int errno_value);

} // namespace cordon
