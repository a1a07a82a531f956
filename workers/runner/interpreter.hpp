// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <string>

namespace cordon::runner {

/// Starts the embedded interpreter as `python3 -I main.py` would start, up to the first line of the
/// program. Needs the three streams to be pipes, whose nature the interpreter's stream objects
/// remember.
expected<void> start_interpreter(const std::string& packages);

/// Moves everything that lives now out of the collector's sight, so that a collection in a forked
/// child touches, and so copies, no page of the runner's heap.
void freeze_heap();

} // namespace cordon::runner
