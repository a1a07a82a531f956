// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::runner {

/// What a runner's privileged calls bear as their sixth argument, which none of them has: by it the
/// runner's seccomp filter tells them from the same call of a program, which is reported by name.
/// Nothing depends on its being secret: the program's own filter kills whoever makes such a call
/// with it. Random for each runner; 0 before `install_runner_filter`.
inline uint32_t privileged_key = 0;

/// One of `runner_only`, by its number. Async-signal-safe. As syscall(2).
template <class... Arguments>
long privileged_call(long number, Arguments... arguments) noexcept {
  constexpr size_t others = 5;
  static_assert(sizeof...(Arguments) <= others);
  if constexpr (sizeof...(Arguments) < others)
    return privileged_call(number, arguments..., 0L);
  else
    return syscall(number, arguments..., static_cast<unsigned long>(privileged_key));
}

} // namespace cordon::runner
