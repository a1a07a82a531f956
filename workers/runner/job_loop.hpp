// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "control_channel.hpp"
#include "job_run.hpp"

namespace cordon::runner {

/// A runner's life once it is warm: takes one job at a time from the worker, runs it, reports.
/// Returns when the worker is gone or sends what makes no sense.
void serve_jobs(control_channel&, job_resources&);

} // namespace cordon::runner
