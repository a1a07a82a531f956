// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "job/error.hpp"

#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace cordon::workers {

/// A server that serves this process alone: it is killed with this object, and by the kernel where
/// this process dies first. It has a process group of its own, so that Ctrl-C reaches only us, who
/// still need it to finish. Not thread-safe.
class companion_process {
public:
  /// Starts `program` (a path, or a name to look for in PATH) with standard input empty, standard
  /// output and standard error on `output`, or the latter ours where `keeps_stderr`. Call it on the
  /// main thread: the kernel takes the end of the calling thread for that of the process.
  /// Errors: not_found; system.
  static expected<std::unique_ptr<companion_process>>
  start(const std::string& program, const std::vector<std::string>& arguments, int output,
        bool keeps_stderr = false);
  ~companion_process();

  companion_process(const companion_process&) = delete;
  companion_process& operator=(const companion_process&) = delete;

  /// False from its end on, which this call notices.
  bool is_alive();

  pid_t pid() const { return pid_; }

private:
  explicit companion_process(pid_t pid) : pid_(pid) {}

  pid_t pid_;
  bool ended_ = false;
};

} // namespace cordon::workers
