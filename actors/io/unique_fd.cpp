// SPDX-License-Identifier: Apache-2.0
#include "io/unique_fd.hpp"

#include <unistd.h>

namespace cordon::io {

void unique_fd::reset(int fd) noexcept {
  if (fd_ >= 0)
    ::close(fd_);
  fd_ = fd;
}

} // namespace cordon::io
