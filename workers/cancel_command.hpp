// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"

namespace cordon::workers {

/// `cordon cancel`: tells all workers to cancel a job, and waits until the broker has it.
exit_code cancel(const cancel_options& options);

} // namespace cordon::workers
