// SPDX-License-Identifier: Apache-2.0
#include "jail/frame_socket.hpp"

#include "jail/fd_passing.hpp"
#include "jail/messages.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>

namespace cordon::jail {

namespace {

constexpr size_t read_bytes = 64u << 10;
/// More than any message brings.
constexpr size_t max_fds_at_hand = 64;
constexpr size_t header_bytes = sizeof(uint32_t);

uint32_t frame_size(std::string_view bytes) {
  uint32_t size = 0;
  std::memcpy(&size, bytes.data(), sizeof size);
  return size;
}

} // namespace

frame_socket::frame_socket(io::event_loop& loop, io::unique_fd socket, on_frame frame, on_end end)
    : socket_(std::move(socket)), on_frame_(std::move(frame)), on_end_(std::move(end)) {
  auto watcher = io::fd_watcher::make(loop, socket_.get(), [this](int events) { ready(events); });
  if (!watcher) {
    ended_ = true;
    early_end_.emplace(loop, [this, why = watcher.error()] { on_end_(why); });
    early_end_->start(std::chrono::milliseconds(0));
    return;
  }
  watcher_ = std::move(*watcher);
  watcher_->watch(io::fd_watcher::readable);
}

void frame_socket::send(std::string_view body, std::vector<io::unique_fd> fds) {
  if (ended_)
    return;
  outgoing out;
  const auto size = static_cast<uint32_t>(body.size());
  out.bytes.reserve(header_bytes + body.size());
  out.bytes.append(reinterpret_cast<const char*>(&size), sizeof size).append(body);
  out.fds = std::move(fds);
  queue_.push_back(std::move(out));
  flush();
}

void frame_socket::ready(int events) {
  if (events & io::fd_watcher::readable)
    if (!receive())
      return;
  if (events & io::fd_watcher::writable)
    flush();
}

bool frame_socket::receive() {
  std::array<char, read_bytes> buffer;
  const auto got =
      receive_with_fds(socket_.get(), buffer.data(), buffer.size(), received_fds_, MSG_DONTWAIT);
  if (got < 0 && errno == EAGAIN)
    return true;
  if (got <= 0 || received_fds_.size() > max_fds_at_hand) {
    end(got < 0 ? std::strerror(errno) : "the jailed process ended");
    return false;
  }
  received_.append(buffer.data(), static_cast<size_t>(got));
  return deliver();
}

bool frame_socket::deliver() {
  while (received_.size() >= header_bytes) {
    const auto size = frame_size(received_);
    if (size > max_frame_bytes) {
      end("the jailed process sent a frame of " + std::to_string(size) + " bytes");
      return false;
    }
    if (received_.size() < header_bytes + size)
      return true;
    // Descriptors come with the first byte of a frame, and one frame is answered before the next.
    const std::string body = received_.substr(header_bytes, size);
    received_.erase(0, header_bytes + size);
    on_frame_(body, std::exchange(received_fds_, {}));
  }
  return true;
}

void frame_socket::flush() {
  if (ended_)
    return;
  while (!queue_.empty()) {
    auto& out = queue_.front();
    std::vector<int> fds;
    for (const auto& fd : out.fds)
      fds.push_back(fd.get());
    const auto n = send_with_fds(socket_.get(), std::string_view(out.bytes).substr(out.sent), fds,
                                 MSG_DONTWAIT);
    if (n < 0 && errno != EAGAIN) {
      // The watcher reads an end then, behind what has arrived before.
      shutdown(socket_.get(), SHUT_RDWR);
      queue_.clear();
    }
    if (n < 0)
      break;
    out.fds.clear();
    out.sent += static_cast<size_t>(n);
    if (out.sent == out.bytes.size())
      queue_.pop_front();
  }
  watcher_->watch(queue_.empty() ? io::fd_watcher::readable
                                 : io::fd_watcher::readable | io::fd_watcher::writable);
}

void frame_socket::end(std::string why) {
  ended_ = true;
  watcher_->watch(io::fd_watcher::none);
  on_end_(error{errc::peer_died, std::move(why), "jail", true});
}

} // namespace cordon::jail
