// SPDX-License-Identifier: Apache-2.0
#include "egress/connection.hpp"

#include "egress/reset_on_close.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace cordon::egress {

namespace {

/// For each address of a target: the next one may answer.
constexpr auto connect_patience = std::chrono::seconds(10);

/// A relay does not know what belongs together: it waits for nothing.
void send_at_once(int socket) {
  const int yes = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

int pending_error(int socket) {
  int value = 0;
  socklen_t size = sizeof value;
  return getsockopt(socket, SOL_SOCKET, SO_ERROR, &value, &size) == 0 ? value : errno;
}

} // namespace

connection::connection(io::event_loop& loop, io::unique_fd program, on_end end)
    : loop_(loop), program_(std::move(program)), on_end_(std::move(end)),
      next_step_(loop, [this] { attempt_ended(); }) {}

void connection::start(const job::egress_target& target) {
  lookup_ = std::make_unique<io::address_lookup>(
      loop_, target.host, target.port, [this](expected<std::vector<io::socket_address>> found) {
        if (!found)
          return give_up(found.error().what);
        candidates_ = std::move(*found);
        std::ranges::reverse(candidates_);
        try_next();
      });
}

void connection::finish() {
  if (relay_)
    relay_->finish();
}

void connection::try_next() {
  std::string failure = "no address";
  while (!candidates_.empty()) {
    const auto where = candidates_.back();
    candidates_.pop_back();
    const auto begun = begin_attempt(where);
    if (begun)
      return;
    failure = begun.error().what;
  }
  give_up(std::move(failure));
}

expected<void> connection::begin_attempt(const io::socket_address& where) {
  remote_.reset(socket(where.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const auto* address = reinterpret_cast<const sockaddr*>(&where.storage);
  if (!remote_ || (connect(remote_.get(), address, where.size) != 0 && errno != EINPROGRESS))
    return fail(errc::peer_died, std::strerror(errno));
  answered_ = false;
  auto watcher = io::fd_watcher::make(loop_, remote_.get(), [this](int) {
    watcher_->watch(io::fd_watcher::none);
    answered_ = true;
    next_step_.start(std::chrono::milliseconds(0)); // no watcher may end in its own callback
  });
  if (!watcher)
    return tl::unexpected<error>(watcher.error());
  watcher_ = std::move(*watcher);
  watcher_->watch(io::fd_watcher::writable);
  next_step_.start(connect_patience);
  return {};
}

void connection::attempt_ended() {
  watcher_.reset();
  const int failure = answered_ ? pending_error(remote_.get()) : ETIMEDOUT;
  if (failure != 0 && candidates_.empty())
    return give_up(std::strerror(failure));
  if (failure != 0)
    return try_next();
  send_at_once(program_.get());
  send_at_once(remote_.get());
  auto between =
      relay::make(loop_, std::move(program_), std::move(remote_), [this] { on_end_(""); });
  if (!between)
    return on_end_(between.error().what);
  relay_ = std::move(*between);
}

void connection::give_up(std::string why) {
  remote_.reset();
  reset_on_close(program_.get());
  on_end_(why);
}

} // namespace cordon::egress
