// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

#include <string>
#include <sys/types.h>

namespace cordon::runner {

/// The runner's end of its seccomp filter: each call that no program may make waits here until its
/// process is killed. Only names the call; that it is never made is the filter's doing, whatever
/// becomes of this. Not thread-safe.
class forbidden_calls {
public:
  forbidden_calls() = default;
  explicit forbidden_calls(io::unique_fd listener) : listener_(std::move(listener)) {}

  /// Readable when there is a call.
  int fd() const { return listener_.get(); }

  /// Kills the process that waits in a call. Gives the call's name where that process is `program`,
  /// one of its threads included; else "".
  std::string kill_caller(pid_t program);

private:
  io::unique_fd listener_;
};

} // namespace cordon::runner
