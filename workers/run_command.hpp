// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"

namespace cordon::workers {

/// `cordon run`: one program or a file of jobs through the whole pipeline; results on standard
/// output, everything else on standard error.
exit_code run(const run_options& options);

} // namespace cordon::workers
