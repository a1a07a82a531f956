// SPDX-License-Identifier: Apache-2.0
#include "egress/relay.hpp"

#include "egress/reset_on_close.hpp"

#include <cerrno>
#include <sys/socket.h>

namespace cordon::egress {

namespace {

constexpr size_t buffer_bytes = 64u << 10;
/// More rounds than the kernel's buffers of one connection fill.
constexpr int last_rounds = 64;

} // namespace

expected<std::unique_ptr<relay>> relay::make(io::event_loop& loop, io::unique_fd program,
                                             io::unique_fd remote, on_end end) {
  std::unique_ptr<relay> made(new relay(std::move(program), std::move(remote), std::move(end)));
  if (auto opened = made->open(loop); !opened) {
    made->reset_both();
    return tl::unexpected<error>(opened.error());
  }
  return made;
}

relay::relay(io::unique_fd program, io::unique_fd remote, on_end end)
    : sockets_{std::move(program), std::move(remote)}, on_end_(std::move(end)) {}

expected<void> relay::open(io::event_loop& loop) {
  for (const size_t side : {program_side, remote_side}) {
    auto watcher = io::fd_watcher::make(loop, sockets_[side].get(),
                                        [this, side](int events) { ready(side, events); });
    if (!watcher)
      return tl::unexpected<error>(watcher.error());
    watchers_[side] = std::move(*watcher);
  }
  watch();
  return {};
}

void relay::finish() {
  auto& outward = ways_[program_side];
  for (int round = 0; !ended_ && round < last_rounds && !outward.is_closed; ++round) {
    if (!pump(program_side))
      return end(true);
    if (!outward.is_empty())
      return;
  }
}

void relay::ready(size_t side, int events) {
  if (ended_)
    return;
  if ((events & io::fd_watcher::readable) && !pump(side))
    return end(true);
  if ((events & io::fd_watcher::writable) && !pump(1 - side))
    return end(true);
  if (ways_[program_side].is_closed && ways_[remote_side].is_closed)
    return end(false);
  watch();
}

/// As much as goes without waiting, one buffer at most. False: one of the connections is broken.
bool relay::pump(size_t from) {
  auto& one = ways_[from];
  const int target = sockets_[1 - from].get();
  if (!write_out(one, target) || (one.is_empty() && !read_more(one, sockets_[from].get()))
      || !write_out(one, target))
    return false;
  if (one.is_empty() && one.has_ended && !one.is_closed) {
    one.is_closed = true;
    return shutdown(target, SHUT_WR) == 0;
  }
  return true;
}

bool relay::write_out(way& one, int to) {
  while (!one.is_empty()) {
    const auto sent = send(to, one.buffer.data() + one.begin, one.buffer.size() - one.begin,
                           MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0)
      return errno == EAGAIN || errno == EINTR;
    one.begin += static_cast<size_t>(sent);
  }
  return true;
}

bool relay::read_more(way& one, int from) {
  if (one.has_ended)
    return true;
  one.begin = 0;
  one.buffer.resize(buffer_bytes);
  const auto got = recv(from, one.buffer.data(), one.buffer.size(), MSG_DONTWAIT);
  one.buffer.resize(got > 0 ? static_cast<size_t>(got) : 0);
  one.has_ended = got == 0;
  return got >= 0 || errno == EAGAIN || errno == EINTR;
}

void relay::watch() {
  const auto wanted = [this](size_t side) {
    const bool reads = ways_[side].is_empty() && !ways_[side].has_ended;
    const bool writes = !ways_[1 - side].is_empty();
    return (reads ? io::fd_watcher::readable : 0) | (writes ? io::fd_watcher::writable : 0);
  };
  for (const size_t side : {program_side, remote_side})
    watchers_[side]->watch(wanted(side));
}

void relay::end(bool is_broken) {
  ended_ = true;
  for (const auto& watcher : watchers_)
    watcher->watch(io::fd_watcher::none);
  if (is_broken)
    reset_both();
  on_end_();
}

void relay::reset_both() {
  for (const auto& socket : sockets_)
    reset_on_close(socket.get());
}

} // namespace cordon::egress
