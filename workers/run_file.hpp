// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <string>
#include <sys/types.h>

namespace cordon::workers {

/// Where `cordon up` listens: what `submit`, `result` and the other clients find without being
/// told.
struct run_file {
  pid_t pid = 0;         ///< of `cordon up`
  std::string bootstrap; ///< "127.0.0.1:9092"
  std::string redis;     ///< "unix:///path"
  std::string http;      ///< "127.0.0.1:9464", or "" where it has none

  bool operator==(const run_file&) const = default;
};

/// $XDG_RUNTIME_DIR/cordon-<uid>/up.json, or below /tmp where the variable is no absolute path.
std::string run_file_path();

/// Puts the file there in one step, in place of an older one: mode 0600, in a folder of mode 0700
/// that is made where missing. Errors: bad_input where the folder is not ours alone; system.
expected<void> write_run_file(const run_file&, const std::string& path = run_file_path());

/// Removes the file where it is `pid`'s, and nothing else.
void remove_run_file(pid_t pid, const std::string& path = run_file_path());

/// What the `cordon up` that runs now wrote. Errors: not_found where there is none, or its process
/// is gone; bad_input where the file or its folder is not ours alone, or is not what was written.
expected<run_file> read_run_file(const std::string& path = run_file_path());

} // namespace cordon::workers
