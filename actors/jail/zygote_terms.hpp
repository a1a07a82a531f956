// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace cordon::jail {

// What the worker and a zygote hold to besides their messages.

/// The descriptor by which a started program has its socket.
inline constexpr int zygote_socket = 3;

/// What a zygote leaves those that were forked of it to end.
inline constexpr auto patience_with_forked = std::chrono::seconds(2);
/// What the worker leaves a zygote.
inline constexpr auto patience_with_zygote = 2 * patience_with_forked;

} // namespace cordon::jail
