// SPDX-License-Identifier: Apache-2.0
#include "input_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace cordon::workers {

expected<input_file> input_file::open(const std::string& path) {
  input_file input;
  if (path == "-")
    return input;
  input.file_.reset(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (!input.file_ || fstat(input.file_.get(), &status) != 0)
    return system_failure("cannot open it", path, errno);
  if (S_ISDIR(status.st_mode))
    return fail(errc::bad_input, "it is a folder; a file is wanted", path);
  input.size_ = S_ISREG(status.st_mode) ? static_cast<uint64_t>(status.st_size) : 0;
  return input;
}

uint64_t input_file::position() const {
  const auto at = lseek(fd(), 0, SEEK_CUR);
  return at < 0 ? 0 : static_cast<uint64_t>(at);
}

expected<std::string> read_input_file(const std::string& path, size_t max_bytes) {
  const auto input = input_file::open(path);
  if (!input)
    return tl::unexpected(input.error());
  std::string bytes(max_bytes + 1, '\0');
  size_t size = 0;
  while (size < bytes.size()) {
    const auto got = read(input->fd(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return system_failure("cannot read it", path, errno);
    if (got == 0)
      break;
    size += static_cast<size_t>(got);
  }
  if (size > max_bytes)
    return fail(errc::bad_input, "it has more than " + std::to_string(max_bytes) + " bytes", path);
  bytes.resize(size);
  return bytes;
}

} // namespace cordon::workers
