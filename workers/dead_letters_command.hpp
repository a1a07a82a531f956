// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"

namespace cordon::workers {

/// `cordon dead-letters list|show|replay`.
exit_code dead_letters(const dead_letters_options& options);

} // namespace cordon::workers
