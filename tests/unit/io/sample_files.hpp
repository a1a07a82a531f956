// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace cordon::test {

/// A file without a name that holds `content`, its position at the start.
inline io::unique_fd memory_file(std::string_view content = {}) {
  io::unique_fd file(memfd_create("test", MFD_CLOEXEC));
  while (file && !content.empty()) {
    const auto n = write(file.get(), content.data(), content.size());
    if (n <= 0)
      break;
    content.remove_prefix(static_cast<size_t>(n));
  }
  if (!file || !content.empty() || lseek(file.get(), 0, SEEK_SET) != 0)
    throw std::runtime_error("no file in memory could be made");
  return file;
}

struct pipe_ends {
  io::unique_fd read;
  io::unique_fd write;
};

inline pipe_ends make_pipe() {
  int ends[2];
  if (::pipe(ends) != 0)
    throw std::runtime_error("no pipe could be made");
  return {io::unique_fd(ends[0]), io::unique_fd(ends[1])};
}

} // namespace cordon::test
