// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace cordon::runner {

/// Imports the modules that are there; one that is missing or fails is left out. Threads that
/// they start and end have ended: whoever forks has to have one.
void preload_modules(const std::vector<std::string>& names);

} // namespace cordon::runner
