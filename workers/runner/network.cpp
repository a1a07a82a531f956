// SPDX-License-Identifier: Apache-2.0
#include "network.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <set>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

constexpr unsigned loopback_index = 1;
constexpr uint32_t loopback_network = 127;
/// What the worker has not read yet of a program's bytes; the kernel doubles it.
constexpr int receive_bytes = 64 << 10;

std::string dotted(uint32_t address) {
  const in_addr inner{htonl(address)};
  char text[INET_ADDRSTRLEN]{};
  inet_ntop(AF_INET, &inner, text, sizeof text);
  return text;
}

expected<void> bring_loopback_up() {
  const io::unique_fd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq request{};
  request.ifr_name[0] = 'l';
  request.ifr_name[1] = 'o';
  request.ifr_flags = IFF_UP;
  if (!socket || ioctl(socket.get(), SIOCSIFFLAGS, &request) != 0)
    return system_failure("cannot bring up the jail's loopback", "ioctl", errno);
  return {};
}

/// rtnetlink(7): a new address, alone in its network, on the loopback.
struct address_request {
  nlmsghdr header{};
  ifaddrmsg body{};
  rtattr attribute{};
  uint32_t address = 0;
};

struct acknowledgement {
  nlmsghdr header{};
  nlmsgerr body{};
};

expected<void> add_address(const io::unique_fd& netlink, uint32_t address) {
  address_request request;
  request.header = {sizeof request, RTM_NEWADDR,
                    NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, 1, 0};
  request.body = {AF_INET, 32, 0, RT_SCOPE_HOST, loopback_index};
  request.attribute = {sizeof(rtattr) + sizeof address, IFA_LOCAL};
  request.address = htonl(address);
  acknowledgement answer;
  if (send(netlink.get(), &request, sizeof request, 0) != sizeof request
      || recv(netlink.get(), &answer, sizeof answer, MSG_TRUNC) < 0)
    return system_failure("cannot add an address to the jail's loopback", dotted(address), errno);
  if (answer.header.nlmsg_type != NLMSG_ERROR || answer.body.error != 0)
    return system_failure("cannot add an address to the jail's loopback", dotted(address),
                          -answer.body.error);
  return {};
}

/// Those that are not the loopback's by themselves.
expected<void> add_addresses(const std::vector<jail::listener>& listeners) {
  std::set<uint32_t> addresses;
  for (const auto& one : listeners)
    if (one.address >> 24 != loopback_network)
      addresses.insert(one.address);
  if (addresses.empty())
    return {};
  const io::unique_fd netlink(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
  if (!netlink)
    return system_failure("cannot speak to the kernel about addresses", "socket", errno);
  for (const auto address : addresses)
    if (auto r = add_address(netlink, address); !r)
      return r;
  return {};
}

expected<io::unique_fd> bound_socket(const jail::listener& to) {
  io::unique_fd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(to.port);
  address.sin_addr.s_addr = htonl(to.address);
  const int yes = 1;
  if (!socket || setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0
      || setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes) != 0
      || bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return system_failure("cannot bind in the jail",
                          dotted(to.address) + ':' + std::to_string(to.port), errno);
  return socket;
}

/// Settings of this namespace that bound what the kernel keeps for its connections: the size of a
/// sender's buffer, and no cookies, by which a connection could outlive its listening socket's
/// queue. Where /proc/sys is read-only the kernel's own bounds hold.
void tighten_tcp() {
  for (const auto& [path, value] :
       {std::pair<const char*, std::string_view>{"/proc/sys/net/ipv4/tcp_wmem",
                                                 "4096 16384 262144"},
        std::pair<const char*, std::string_view>{"/proc/sys/net/ipv4/tcp_syncookies", "0"}}) {
    const io::unique_fd file(open(path, O_WRONLY | O_CLOEXEC));
    if (file && write(file.get(), value.data(), value.size()) < 0)
      continue;
  }
}

} // namespace

expected<std::vector<io::unique_fd>> open_network(const std::vector<jail::listener>& listeners) {
  std::vector<io::unique_fd> sockets;
  if (listeners.empty())
    return sockets;
  if (auto r = bring_loopback_up(); !r)
    return tl::unexpected(r.error());
  if (auto r = add_addresses(listeners); !r)
    return tl::unexpected(r.error());
  tighten_tcp();
  for (const auto& one : listeners) {
    auto socket = bound_socket(one);
    if (!socket)
      return tl::unexpected(socket.error());
    sockets.push_back(std::move(*socket));
  }
  return sockets;
}

std::string hosts_file(const std::vector<jail::listener>& listeners) {
  std::set<std::string> lines;
  for (const auto& one : listeners)
    if (dotted(one.address) != one.host)
      lines.insert(dotted(one.address) + ' ' + one.host + '\n');
  std::string text;
  for (const auto& line : lines)
    text += line;
  return text;
}

} // namespace cordon::runner
