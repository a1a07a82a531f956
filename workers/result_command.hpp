// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"

namespace cordon::workers {

/// `cordon result`: prints a stored result and, where asked for, writes its artifacts.
exit_code show_result(const result_options& options);

} // namespace cordon::workers
