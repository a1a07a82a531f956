// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <string>
#include <string_view>

namespace cordon::io {

/// Writes all of `bytes`, in as many pieces as it takes; blocks where `fd` does. Errors: system,
/// with `what` and `where`; a part may be written then.
expected<void> write_all(int fd, std::string_view bytes, const std::string& what,
                         const std::string& where);

} // namespace cordon::io
