// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control_channel.hpp"

#include <sys/types.h>

namespace cordon::runner {

/// What a fork of `zygote`, whose interpreter is warm, does with its life: enters the jail that the
/// worker's set-up asks for and serves there. Two processes do that: this one stays outside as the
/// jail's parent, and its child is the jail's PID 1. Both return the exit code with which they are
/// to end at once. PyOS_BeforeFork() was called before the fork.
int live_in_jail(control_channel channel, pid_t zygote);

} // namespace cordon::runner
