// SPDX-License-Identifier: Apache-2.0
#include "control_channel.hpp"

#include "jail/fd_passing.hpp"
#include "jail/messages.hpp"

#include <cstring>

namespace cordon::runner {

namespace {

bool receive_all(int socket, char* into, size_t size, std::vector<io::unique_fd>& fds) {
  while (size > 0) {
    const auto got = jail::receive_with_fds(socket, into, size, fds, 0);
    if (got <= 0)
      return false;
    into += got;
    size -= static_cast<size_t>(got);
  }
  return true;
}

} // namespace

bool control_channel::read(frame& out) {
  out.fds.clear();
  uint32_t size = 0;
  char header[sizeof size];
  if (!receive_all(socket_.get(), header, sizeof header, out.fds))
    return false;
  std::memcpy(&size, header, sizeof size);
  if (size > jail::max_frame_bytes)
    return false;
  out.body.resize(size);
  return receive_all(socket_.get(), out.body.data(), size, out.fds);
}

bool control_channel::write(std::string_view body, const std::vector<int>& fds) {
  const auto size = static_cast<uint32_t>(body.size());
  std::string bytes(reinterpret_cast<const char*>(&size), sizeof size);
  bytes.append(body);
  for (size_t sent = 0; sent < bytes.size();) {
    const auto rest = std::string_view(bytes).substr(sent);
    const auto n =
        jail::send_with_fds(socket_.get(), rest, sent == 0 ? fds : std::vector<int>{}, 0);
    if (n <= 0)
      return false;
    sent += static_cast<size_t>(n);
  }
  return true;
}

} // namespace cordon::runner
