// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"

namespace cordon::workers {

/// `cordon up`: the worker with an embedded broker and, where the configuration names no other, a
/// private Redis. Prints where the broker is and writes it to the run file. For trying out; the
/// exit code is 1 where the broker dropped jobs that were not done.
exit_code up(const up_options& options);

} // namespace cordon::workers
