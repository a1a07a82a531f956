// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control_channel.hpp"
#include "jail/messages.hpp"

namespace cordon::runner {

/// An analyser's life once its interpreter runs: takes one source at a time from the worker and
/// answers with what the policy finds in it. No program ever runs here. `layers` are in force.
/// Returns the exit code.
int analyse_sources(control_channel&, const jail::setup&, std::vector<std::string> layers);

} // namespace cordon::runner
