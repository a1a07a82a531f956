// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"
#include "jail/frame_socket.hpp"
#include "jail/messages.hpp"

#include <memory>
#include <string>
#include <sys/types.h>

namespace cordon::jail {

/// A process with a warm interpreter, from which jailed processes are forked: they share the memory
/// that none of them has written to. Whoever was forked ends with it. Loop's thread only.
class zygote {
public:
  /// Starts `program`, the path of cordon-runner. Of the set-up counts what its jails have in
  /// common: role, imports, packages; as root it is warmed with the rights of `host_uid`.
  static expected<std::shared_ptr<zygote>> start(io::event_loop& loop, const std::string& program,
                                                 const setup& setup);
  /// Ends it and what was forked from it, and waits for that, some milliseconds.
  ~zygote();
  zygote(const zygote&) = delete;
  zygote& operator=(const zygote&) = delete;

  /// Asks for a process; the worker's end of its socket. Who could not be forked is a socket that
  /// ends.
  expected<io::unique_fd> bear();

  /// Nobody is born of it any more.
  bool has_ended() const { return has_ended_; }
  pid_t pid() const { return pid_; }

private:
  zygote(io::event_loop& loop, io::unique_fd socket, pid_t pid);

  pid_t pid_;
  bool has_ended_ = false;
  std::unique_ptr<frame_socket> socket_;
};

} // namespace cordon::jail
