// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jail/messages.hpp"

namespace cordon::runner {

/// Readies, in the runner, what every program needs: a first compilation, so that its types exist,
/// and the loader of __main__. False with a Python error set.
bool prepare_for_programs();

/// Runs the program as __main__ in this process, a confined fork of the runner, as `python3 -I
/// main.py` would: uncaught exceptions on stderr, SystemExit, threads joined, atexit, streams
/// flushed. Then writes the verdict to `verdict_memory` (jail::verdict_bytes long: u32 size,
/// encoded jail::verdict) and ends the process. Children that the program forked end here too,
/// without a verdict.
[[noreturn]] void run_program(const jail::job_order&, char* verdict_memory);

} // namespace cordon::runner
