// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jail/frame_socket.hpp"
#include "jail/messages.hpp"
#include "jail/zygote.hpp"

#include <memory>
#include <string>
#include <sys/types.h>

namespace cordon::jail {

/// A process in a jail, from start to end: has a zygote fork it, gives it its set-up, passes frames
/// both ways. Destruction ends it and everything in its jail, without waiting for that. Loop's
/// thread only.
class jailed_process {
public:
  struct callbacks {
    /// Confined, or with a problem.
    std::function<void(ready, std::vector<io::unique_fd>)> on_ready;
    frame_socket::on_frame on_frame; ///< every later frame
    frame_socket::on_end on_end;     ///< once; the process is gone or useless
  };

  /// `parent` lives as long as what was forked from it. `cgroup_files` go with the set-up. No
  /// callback may destroy the object: it posts that to the loop.
  static expected<std::unique_ptr<jailed_process>>
  start(io::event_loop& loop, std::shared_ptr<zygote> parent, const setup& setup,
        std::vector<io::unique_fd> cgroup_files, callbacks callback);
  ~jailed_process();

  jailed_process(const jailed_process&) = delete;
  jailed_process& operator=(const jailed_process&) = delete;

  void send(std::string_view body, std::vector<io::unique_fd> fds = {});

  /// Of which this was forked, or is to be.
  const zygote& parent() const { return *parent_; }

  /// The jail's outer process, for tests and for the log; -1 before it is born.
  pid_t pid() const { return pid_; }

private:
  jailed_process(io::event_loop& loop, std::shared_ptr<zygote> parent, io::unique_fd socket,
                 callbacks callback);
  void take(std::string_view body, std::vector<io::unique_fd> fds);
  void be_born(std::string_view body, std::vector<io::unique_fd> fds);

  std::shared_ptr<zygote> parent_;
  callbacks callback_;
  pid_t pid_ = -1;
  io::unique_fd pidfd_; ///< of the outer process
  frame_socket socket_;
};

} // namespace cordon::jail
