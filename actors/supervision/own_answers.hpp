// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/job_parser.hpp"
#include "job/run.hpp"

#include <cstdint>
#include <string>

namespace cordon::supervision {

/// What the pipeline answers where no stage has the last word.

/// The message is no job, or none that may run here.
job::result make_rejection(const job::rejection& rejected);

/// What ran the job died under it so often, the last time of `why`: a dead letter, too.
job::result make_crash_failure(uint32_t crashes, const std::string& why);

/// The job was cancelled before anything of it ran.
job::result make_cancelled();

/// The same for one of which the execution says how it ended: with what the program did until then,
/// though it may have ended by itself before word of the cancel came to it.
job::result_ptr make_cancelled_while_run(job::result_ptr ended);

} // namespace cordon::supervision
