// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration.hpp"
#include "job/error.hpp"

#include <string>

namespace cordon::workers {

/// Puts what the file says over what `into` holds. After an error `into` may hold a part of it.
/// Errors as of `load_configuration`; `where` is file:line:column.
expected<void> read_toml(const std::string& path, configuration& into);

} // namespace cordon::workers
