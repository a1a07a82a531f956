// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

namespace cordon::runner {

/// The Landlock ABI of this kernel; 0 where it has none. See landlock_create_ruleset(2).
int landlock_abi() noexcept;

/// Open folders that a program's rights hang on. O_PATH descriptors, owned by the caller.
struct landlock_roots {
  int everything;              ///< may be read, nothing in it executed
  int devices;                 ///< may be written as well
  std::array<int, 3> writable; ///< files made, changed and removed in them
};

/// Confines the calling process for good: files by `roots`, no TCP, no signal and no abstract
/// socket out of it, as far as `abi` goes. Needs no_new_privs. Async-signal-safe. 0, or the errno.
int restrict_with_landlock(int abi, const landlock_roots& roots) noexcept;

} // namespace cordon::runner
