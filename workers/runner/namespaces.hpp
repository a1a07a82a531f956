// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <cstdint>

namespace cordon::runner {

/// Puts the calling process, which has one thread, into user, mount, network, ipc and uts
/// namespaces of its own that hold nothing, and its next child into a pid namespace of its own.
/// `host_uid` is the user and group to become on the host first; 0 stays who one is. Inside, the
/// user is 1000.
expected<void> enter_namespaces(uint32_t host_uid);

/// The same for a process whose children enter namespaces of their own, each as another user: so
/// root stays in its user namespace, and all in their pid namespace. False, and nothing done, for a
/// root without the capability for that.
expected<bool> enter_zygote_namespaces();

/// Sends this process `signal` when its parent's thread dies. Undone by a change of credentials, so
/// it comes after `enter_namespaces`.
expected<void> signal_on_parents_death(int signal);

/// What no process below may ever get back: privileges through exec, and the capability bounds.
expected<void> renounce_new_privileges();

} // namespace cordon::runner
