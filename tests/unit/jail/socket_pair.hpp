// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

#include <fcntl.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>

namespace cordon::test {

/// Two ends of a stream. `theirs` gives up reading and writing after ten seconds.
struct socket_pair {
  io::unique_fd ours;
  io::unique_fd theirs;

  socket_pair() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
      throw std::runtime_error("no socket pair could be made");
    ours.reset(ends[0]);
    theirs.reset(ends[1]);
    const timeval patience{10, 0};
    setsockopt(theirs.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(theirs.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  }

  void make_ours_non_blocking() { fcntl(ours.get(), F_SETFL, O_NONBLOCK); }
};

} // namespace cordon::test
