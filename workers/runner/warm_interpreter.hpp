// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jail/messages.hpp"

namespace cordon::runner {

/// Starts the interpreter in this process and loads what the set-up's programs need, laid out in
/// memory so that a fork touches, and so copies, little of it.
expected<void> warm_interpreter(const jail::setup& setup);

} // namespace cordon::runner
