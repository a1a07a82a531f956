// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"
#include "job/error.hpp"

#include <string>

namespace cordon::workers {

/// The job that `cordon run FILE` or `cordon submit FILE` asks for, as JSON: reads the program, its
/// context, files and input. Errors: not_found, system or bad_input, naming the flag and the path.
expected<std::string> make_program_job(const program_arguments& options);

} // namespace cordon::workers
