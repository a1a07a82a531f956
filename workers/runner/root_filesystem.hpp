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

/// What a root holds beside what each does.
struct root_contents {
  std::string packages{}; ///< one more folder of the host to show, or ""
  /// Where there is a network: the text of /etc/hosts, the only place where names are looked up.
  /// TLS finds the host's certificates then.
  std::optional<std::string> hosts{};
  bool is_zygotes =
      false; ///< has /proc and the certificates, from which a child makes its own root
};

/// Replaces the root of the calling process's mount namespace by a minimal read-only one: the
/// Python library and the shared libraries of the host, five devices, an empty /job and /tmp. No
/// /proc, no /sys, nothing else.
expected<void> enter_minimal_root(const root_contents& contents);

} // namespace cordon::runner
