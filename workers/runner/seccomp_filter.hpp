// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

namespace cordon::runner {

/// Installs the allow-list that holds for a jailed process and everything below it: what Python
/// needs, and what a runner needs to confine each job. A call that no honest program makes kills
/// the process; one that honest programs try and may not make answers an errno; one that this list
/// does not know answers ENOSYS, so that libc falls back. Compiled as a binary tree once per runner
/// and inherited by every fork.
expected<void> install_runner_filter();

/// Installs the last, small filter on top, in the process that is about to run a program: takes
/// away what only the runner needed (mounts, namespaces, further filters). Async-signal-safe. 0, or
/// the errno.
int install_program_filter() noexcept;

} // namespace cordon::runner
