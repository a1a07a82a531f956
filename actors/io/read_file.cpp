// SPDX-License-Identifier: Apache-2.0
#include "io/read_file.hpp"

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace cordon::io {

std::string read_at(int fd, uint64_t offset, uint64_t size) {
  std::string bytes(size, '\0');
  size_t at = 0;
  while (at < size) {
    const auto n = pread(fd, bytes.data() + at, size - at, static_cast<off_t>(offset + at));
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      break;
    at += static_cast<size_t>(n);
  }
  bytes.resize(at);
  return bytes;
}

uint64_t file_size(int fd) {
  struct stat status {};
  return fstat(fd, &status) == 0 ? static_cast<uint64_t>(status.st_size) : 0;
}

} // namespace cordon::io
