// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace cordon::workers {

/// deploy/cordon.sample.toml: every key with its default, unit and consequence, commented out, made
/// from the tables that the readers use.
std::string sample_toml();

} // namespace cordon::workers
