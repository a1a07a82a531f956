// SPDX-License-Identifier: Apache-2.0
#include "io/write_all.hpp"

#include <cerrno>
#include <unistd.h>

namespace cordon::io {

expected<void> write_all(int fd, std::string_view bytes, const std::string& what,
                         const std::string& where) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written >= 0)
      bytes.remove_prefix(static_cast<size_t>(written));
    else if (errno != EINTR)
      return system_failure(what, where, errno);
  }
  return {};
}

} // namespace cordon::io
