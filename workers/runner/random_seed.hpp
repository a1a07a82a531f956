// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cordon::runner {

/// Imports `random` so that a fork costs little: the module registers a Python function that every
/// forked child would run to seed its generator; that registration is left out, and `seed_random`
/// does the same in C. Only for runners whose programs cannot fork themselves.
void preload_random_without_fork_handler();

/// In the child: seeds the shared generators of `random` and, where it is loaded, of numpy anew
/// from the system. That of `random` only where `preload_random_without_fork_handler` was called.
void seed_random();

} // namespace cordon::runner
