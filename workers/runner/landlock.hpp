// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace cordon::runner {

/// The Landlock ABI of this kernel; 0 where it has none. See landlock_create_ruleset(2).
int landlock_abi() noexcept;

/// Open folders that a program's rights hang on. O_PATH descriptors, owned by the caller.
struct landlock_roots {
  int everything;              ///< may be read, nothing in it executed
  int devices;                 ///< may be written as well
  std::array<int, 3> writable; ///< files made, changed and removed in them
};

/// What restrict_with_landlock leaves of TCP, where the kernel has that: connections to these
/// ports.
using landlock_ports = std::span<const uint16_t>;

/// Confines the calling process for good: files by `roots`, no TCP but connections to
/// `ports`, no signal and no abstract socket out of it, as far as `abi` goes. Needs no_new_privs.
/// Async-signal-safe. 0, or the errno.
int restrict_with_landlock(int abi, const landlock_roots& roots, landlock_ports ports) noexcept;

} // namespace cordon::runner
