// SPDX-License-Identifier: Apache-2.0
#include "io/address_lookup.hpp"

#include <cstring>
#include <memory>
#include <sys/un.h>
#include <uv.h>

namespace cordon::io {

namespace {

std::vector<socket_address> copied(const addrinfo* list) {
  std::vector<socket_address> addresses;
  for (const auto* one = list; one; one = one->ai_next) {
    if (one->ai_addrlen > sizeof(sockaddr_storage))
      continue;
    auto& address = addresses.emplace_back();
    std::memcpy(&address.storage, one->ai_addr, one->ai_addrlen);
    address.size = one->ai_addrlen;
  }
  return addresses;
}

expected<std::vector<socket_address>> outcome(int status, const addrinfo* list,
                                              const std::string& host) {
  auto addresses = copied(list);
  if (status != 0 || addresses.empty())
    return fail(errc::peer_died,
                "the host has no address: "
                    + std::string(status != 0 ? uv_strerror(status) : "an empty answer"),
                host, true);
  return addresses;
}

} // namespace

socket_address unix_address(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  socket_address made;
  std::memcpy(&made.storage, &address, sizeof address);
  made.size = sizeof address;
  return made;
}

// A request outlives its owner until the resolver has answered, so it lives on its own.
struct address_lookup::request {
  uv_getaddrinfo_t resolving{};
  std::string host;
  callback found; ///< empty once nobody waits

  static void answered(uv_getaddrinfo_t* resolving, int status, addrinfo* list) {
    const std::unique_ptr<request> self(static_cast<request*>(resolving->data));
    auto addresses = outcome(status, list, self->host);
    uv_freeaddrinfo(list);
    if (self->owner)
      self->owner->request_ = nullptr;
    if (self->found)
      self->found(std::move(addresses));
  }

  address_lookup* owner = nullptr;
};

address_lookup::address_lookup(event_loop& loop, const std::string& host, uint16_t port,
                               callback found)
    : request_(new request) {
  request_->resolving.data = request_;
  request_->host = host;
  request_->found = std::move(found);
  request_->owner = this;
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  const int status = uv_getaddrinfo(loop.raw(), &request_->resolving, &request::answered,
                                    host.c_str(), std::to_string(port).c_str(), &hints);
  if (status != 0)
    request::answered(&request_->resolving, status, nullptr);
}

address_lookup::~address_lookup() {
  if (!request_)
    return;
  request_->owner = nullptr;
  request_->found = nullptr;
  uv_cancel(reinterpret_cast<uv_req_t*>(&request_->resolving));
}

} // namespace cordon::io
