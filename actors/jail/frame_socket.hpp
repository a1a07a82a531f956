// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"
#include "io/unique_fd.hpp"
#include "job/error.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::jail {

/// The worker's end of the socket to a jailed process: frames with descriptors, never blocking.
/// Loop's thread only. What arrives is hostile: a frame that is too long ends the connection.
class frame_socket {
public:
  using on_frame = std::function<void(std::string_view body, std::vector<io::unique_fd> fds)>;
  using on_end = std::function<void(error why)>;

  /// `socket` is non-blocking. `on_end` comes once, after the last frame, and never from in here;
  /// where the loop cannot watch the socket, it is all that comes. No callback may destroy this
  /// object: it posts that to the loop.
  frame_socket(io::event_loop& loop, io::unique_fd socket, on_frame frame, on_end end);

  /// Sends when the socket takes it; keeps the rest until then. The descriptors go with the first
  /// byte and are closed here afterwards. After the end: nothing.
  void send(std::string_view body, std::vector<io::unique_fd> fds = {});

private:
  struct outgoing {
    std::string bytes;
    size_t sent = 0;
    std::vector<io::unique_fd> fds;
  };

  void ready(int events);
  bool receive();
  bool deliver();
  void flush();
  void end(std::string why);

  io::unique_fd socket_;
  on_frame on_frame_;
  on_end on_end_;
  std::deque<outgoing> queue_;
  std::string received_;
  std::vector<io::unique_fd> received_fds_;
  bool ended_ = false;
  std::unique_ptr<io::fd_watcher> watcher_;
  std::optional<io::timer> early_end_; ///< set where there is no watcher
};

} // namespace cordon::jail
