// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <optional>
#include <string>

namespace cordon::runner {

/// Where a job's files lie inside the jail.
inline constexpr const char* job_folder = "/job";
inline constexpr const char* work_folder_path = "/job/work";
inline constexpr const char* program_path = "/job/main.py";

/// Replaces the root of the calling process's mount namespace by a minimal read-only one: the
/// Python library and the shared libraries of the host, five devices, an empty /job and /tmp. No
/// /proc, no /sys, nothing else. `packages` is one more folder of the host to show, or "". `hosts`,
/// where there is a network, is the text of /etc/hosts, the only place where names are looked up;
/// TLS finds the host's certificates then.
expected<void> enter_minimal_root(const std::string& packages,
                                  const std::optional<std::string>& hosts);

} // namespace cordon::runner
