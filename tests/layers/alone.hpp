// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

namespace cordon::layers {

/// A part of an attack, or a layer that is to stop it: 0, or the errno that it met. Runs in a
/// process of its own, which it may leave in any state.
using step = std::function<int()>;

/// 0 where a call answered that it worked.
int errno_unless(bool worked);

/// Tries an attack in a fresh process that has nothing around it but `layer`: what jails a program
/// otherwise is absent. "got it", "EACCES" and the like, "SIGSYS" and the like where that ended it
/// (" and a core" where it left one), or that the layer could not be put on.
std::string attempt(
    const step& attack, const step& layer = [] { return 0; });

/// The steps one after the other, up to the first that fails.
step all_of(step first, step second);

} // namespace cordon::layers
