// SPDX-License-Identifier: Apache-2.0
#include "jail/fd_passing.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>

namespace cordon::jail {

namespace {

constexpr size_t max_fds = 16;

/// Room for the control message of `max_fds` descriptors, aligned as the kernel wants it.
struct fd_buffer {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(max_fds * sizeof(int))> bytes;
};

void attach(msghdr& message, fd_buffer& control, const std::vector<int>& fds) {
  message.msg_control = control.bytes.data();
  message.msg_controllen = CMSG_SPACE(fds.size() * sizeof(int));
  auto* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(fds.size() * sizeof(int));
  std::memcpy(CMSG_DATA(header), fds.data(), fds.size() * sizeof(int));
}

void take(msghdr& message, std::vector<io::unique_fd>& out) {
  for (auto* h = CMSG_FIRSTHDR(&message); h != nullptr; h = CMSG_NXTHDR(&message, h)) {
    if (h->cmsg_level != SOL_SOCKET || h->cmsg_type != SCM_RIGHTS)
      continue;
    const auto count = (h->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < count; ++i) {
      int fd = -1;
      std::memcpy(&fd, CMSG_DATA(h) + i * sizeof(int), sizeof fd);
      out.emplace_back(fd);
    }
  }
}

} // namespace

ssize_t send_with_fds(int socket, std::string_view bytes, const std::vector<int>& fds, int flags) {
  if (fds.size() > max_fds) {
    errno = EINVAL;
    return -1;
  }
  fd_buffer control;
  iovec part{const_cast<char*>(bytes.data()), bytes.size()};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  if (!fds.empty())
    attach(message, control, fds);
  ssize_t sent;
  do
    sent = sendmsg(socket, &message, flags | MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent;
}

ssize_t receive_with_fds(int socket, void* into, size_t size, std::vector<io::unique_fd>& fds,
                         int flags) {
  fd_buffer control;
  iovec part{into, size};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  ssize_t got;
  do
    got = recvmsg(socket, &message, flags | MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got > 0)
    take(message, fds);
  return got;
}

} // namespace cordon::jail
