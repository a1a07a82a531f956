// SPDX-License-Identifier: Apache-2.0
#include "own_descriptors.hpp"

#include "jail/zygote_terms.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

/// Every later descriptor lies above them.
bool open_streams() {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
    return false;
  dup2(in[0], STDIN_FILENO);
  dup2(out[1], STDOUT_FILENO);
  dup2(out[1], STDERR_FILENO);
  for (const int fd : {in[0], in[1], out[0], out[1]})
    close(fd);
  return true;
}

} // namespace

io::unique_fd keep_only_the_socket() {
  close_range(jail::zygote_socket + 1, ~0u, 0);
  if (!open_streams())
    return {};
  const int moved = fcntl(jail::zygote_socket, F_DUPFD_CLOEXEC, jail::zygote_socket + 1);
  dup2(STDIN_FILENO, jail::zygote_socket);
  return io::unique_fd(moved);
}

} // namespace cordon::runner
