// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control_channel.hpp"
#include "jail/messages.hpp"

namespace cordon::runner {

/// Warms an interpreter once, then forks a process for every jail that the worker asks for, until
/// the worker lets go: the memory that they share is copied where one of them writes. The
/// interpreter is warmed in the view that it has in a jail, and with the rights of the set-up's
/// `host_uid` where root starts it. No byte of a job ever comes here. Returns the exit code; in
/// each forked process too.
int serve_births(control_channel channel, const jail::setup& setup);

} // namespace cordon::runner
