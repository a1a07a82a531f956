// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration.hpp"

#include <functional>
#include <string>
#include <toml++/toml.h>

namespace cordon::workers {

/// Reads `[kafka]`: properties under quoted names, or under dotted ones, which TOML reads as tables
/// within tables. `place` tells where a node stands, for errors.
expected<void> read_kafka(const toml::table& table,
                          const std::function<std::string(const toml::source_region&)>& place,
                          configuration& into);

} // namespace cordon::workers
