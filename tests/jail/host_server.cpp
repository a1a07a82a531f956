// SPDX-License-Identifier: Apache-2.0
#include "host_server.hpp"

#include <arpa/inet.h>
#include <cctype>
#include <netinet/in.h>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>

namespace cordon::test {

namespace {

void send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0)
      return;
    bytes.remove_prefix(static_cast<size_t>(n));
  }
}

} // namespace

host_server::host_server(const std::string& address)
    : listening_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in where{};
  where.sin_family = AF_INET;
  inet_pton(AF_INET, address.c_str(), &where.sin_addr);
  socklen_t size = sizeof where;
  if (bind(listening_.get(), reinterpret_cast<sockaddr*>(&where), size) != 0
      || listen(listening_.get(), 128) != 0
      || getsockname(listening_.get(), reinterpret_cast<sockaddr*>(&where), &size) != 0)
    throw std::runtime_error("no server of the host could be made on " + address);
  port_ = ntohs(where.sin_port);
  accepting_ = std::thread([this] { accept_all(); });
}

host_server::~host_server() {
  shutdown(listening_.get(), SHUT_RDWR);
  accepting_.join();
  {
    std::lock_guard lock(mutex_);
    for (const auto& fd : fds_)
      shutdown(fd.get(), SHUT_RDWR);
  }
  for (auto& thread : serving_)
    thread.join();
}

std::string host_server::heard() const {
  std::lock_guard lock(mutex_);
  return heard_;
}

void host_server::accept_all() {
  for (;;) {
    const int fd = accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0)
      return;
    ++connections_;
    {
      std::lock_guard lock(mutex_);
      fds_.emplace_back(fd);
    }
    serving_.emplace_back([this, fd] { serve(fd); });
  }
}

void host_server::serve(int connection) {
  answer(connection);
  shutdown(connection, SHUT_RDWR);
  ++ended_;
}

void host_server::answer(int connection) {
  std::string all;
  char piece[65'536];
  for (;;) {
    const auto n = recv(connection, piece, sizeof piece, 0);
    if (n < 0)
      return;
    if (n == 0)
      break;
    all.append(piece, static_cast<size_t>(n));
    std::lock_guard lock(mutex_);
    heard_.append(piece, static_cast<size_t>(n));
    if (all == "hold")
      send_all(connection, ".");
    if (all.starts_with("GET ") && all.ends_with("\r\n\r\n"))
      return send_all(connection, "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello");
  }
  for (char& c : all)
    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  send_all(connection, all);
}

} // namespace cordon::test
