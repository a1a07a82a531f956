// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli.hpp"

namespace cordon::workers {

/// `cordon doctor`: starts a sandbox for each profile and shows which layers are in force, what is
/// missing and what to do about it. Exit code 1 when a profile lacks a layer that it requires, or
/// its sandbox does not start.
exit_code doctor(const doctor_options& options);

} // namespace cordon::workers
