// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "job/error.hpp"

#include <cstdint>

namespace cordon::runner {

/// What becomes of a call that no honest program makes.
enum class deadly_call : uint8_t {
  kills,      ///< its process, at once
  is_reported ///< it waits for `forbidden_calls`, which kills its process
};

/// Installs the allow-list that holds for a jailed process and everything below it: what Python
/// needs, and what a runner needs to confine each job, with its key (`privileged_call`). A call
/// that honest programs try and may not make answers an errno; one that this list does not know
/// answers ENOSYS, so that libc falls back. Compiled as a binary tree once per runner and inherited
/// by every fork. `has_network` lets sockets be made and connected, and leaves their options, to
/// `install_network_filter`. Gives the listener of reported calls, or no descriptor.
expected<io::unique_fd> install_runner_filter(deadly_call fate, bool has_network);

/// Installs the last, small filter on top, in the process that is about to run a program: takes
/// away what only the runner needed (mounts, namespaces, further filters). Async-signal-safe. 0, or
/// the errno.
int install_program_filter() noexcept;

} // namespace cordon::runner
