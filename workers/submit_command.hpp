// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"

namespace cordon::workers {

/// `cordon submit`: sends jobs and, unless told otherwise, waits for their replies and prints them.
exit_code submit(const submit_options& options);

} // namespace cordon::workers
