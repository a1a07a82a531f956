// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"
#include "jail/frame_socket.hpp"
#include "jail/messages.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace cordon::jail {

/// A process with a warm interpreter, from which jailed processes are forked: they share the memory
/// that none of them has written to. Whoever was forked ends with it. Loop's thread only; a nursery
/// starts it and sees it off.
class zygote {
public:
  /// Starts `program`, the path of cordon-runner. Of the set-up counts what its jails have in
  /// common: role, imports, packages; as root it is warmed with the rights of `host_uid`.
  static expected<std::unique_ptr<zygote>> start(io::event_loop& loop, const std::string& program,
                                                 const setup& setup);
  /// Kills it where nobody has waited for its end, and waits for that.
  ~zygote();
  zygote(const zygote&) = delete;
  zygote& operator=(const zygote&) = delete;

  /// Asks for a process; the worker's end of its socket. Who could not be forked is a socket that
  /// ends.
  expected<io::unique_fd> bear();

  /// Nobody is born of it any more.
  bool has_ended() const { return has_ended_; }
  /// One that was asked for has come: so it was warm.
  bool has_borne() const { return has_borne_; }
  void note_birth() { has_borne_ = true; }
  /// It was asked for so many processes.
  bool is_spent(uint32_t births) const { return births_ >= births; }

  /// Has it end what was forked of it, and itself: some milliseconds, or as long as the kernel
  /// takes.
  void let_go();
  /// For one that does not, however long the kernel takes over that.
  void kill();
  /// Waits for its end for so long.
  bool wait(std::chrono::milliseconds patience);

private:
  zygote(io::event_loop& loop, io::unique_fd socket, io::unique_fd pidfd);

  io::unique_fd pidfd_;
  uint32_t births_ = 0;
  bool has_borne_ = false;
  bool has_ended_ = false;
  bool is_reaped_ = false;
  std::unique_ptr<frame_socket> socket_;
};

} // namespace cordon::jail
