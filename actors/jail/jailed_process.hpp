// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jail/frame_socket.hpp"
#include "jail/messages.hpp"

#include <memory>
#include <string>
#include <sys/types.h>

namespace cordon::jail {

/// A process in a jail, from start to end: spawns the jail program, gives it its set-up, passes
/// frames both ways. Destruction kills it and everything in its jail,
/// and waits for that, some milliseconds. Loop's thread only.
class jailed_process {
public:
  struct callbacks {
    /// Confined and warm, or with a problem.
    std::function<void(ready, std::vector<io::unique_fd>)> on_ready;
    frame_socket::on_frame on_frame; ///< every later frame
    frame_socket::on_end on_end;     ///< once; the process is gone or useless
  };

  /// Starts `program`, the path of cordon-runner. `cgroup_files` go with the set-up. No
  /// callback may destroy the object: it posts that to the loop.
  static expected<std::unique_ptr<jailed_process>>
  start(io::event_loop& loop, const std::string& program, const setup& setup,
        std::vector<io::unique_fd> cgroup_files, callbacks callback);
  ~jailed_process();

  jailed_process(const jailed_process&) = delete;
  jailed_process& operator=(const jailed_process&) = delete;

  void send(std::string_view body, std::vector<io::unique_fd> fds = {});

  /// The jail's outer process, for tests and for the log.
  pid_t pid() const { return pid_; }

private:
  jailed_process(io::event_loop& loop, io::unique_fd socket, pid_t pid, callbacks callback);

  callbacks callback_;
  pid_t pid_;
  frame_socket socket_;
};

} // namespace cordon::jail
