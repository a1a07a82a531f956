// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cordon::runner {

/// Makes multiprocessing start its resource tracker, which shared memory needs, by fork: the exec
/// that it would use is forbidden here.
void fork_resource_tracker();

} // namespace cordon::runner
