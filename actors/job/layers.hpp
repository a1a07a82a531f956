// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace cordon::job {

/// The layers of the sandbox as results, `require` and `cordon doctor` name them, in the order in
/// which a result lists them.
inline constexpr std::array<std::string_view, 9> layer_names = {
    "user_ns", "pid_ns", "mount_ns", "net_ns", "ipc_ns", "uts_ns", "seccomp", "landlock", "cgroup"};

} // namespace cordon::job
