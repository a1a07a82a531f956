// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"
#include "job/error.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <sys/socket.h>
#include <vector>

namespace cordon::io {

/// What connect(2) wants.
struct socket_address {
  sockaddr_storage storage{};
  socklen_t size = 0;
};

/// The address of a unix socket. @pre the path fits into sockaddr_un
socket_address unix_address(const std::string& path);

/// Finds the addresses of a host, on another thread: a resolver can take its time. Loop's thread
/// only; destruction stops the callback, which may bring it about.
class address_lookup {
public:
  using callback = std::function<void(expected<std::vector<socket_address>>)>;

  /// `found` is called once, with at least one address; from in here only with an error.
  address_lookup(event_loop& loop, const std::string& host, uint16_t port, callback found);
  ~address_lookup();

  address_lookup(const address_lookup&) = delete;
  address_lookup& operator=(const address_lookup&) = delete;

private:
  struct request;
  request* request_;
};

} // namespace cordon::io
