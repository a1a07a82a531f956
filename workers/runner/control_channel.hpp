// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cordon::runner {

/// The jailed process's end of the socket to the worker: frames with descriptors, blocking.
class control_channel {
public:
  explicit control_channel(io::unique_fd socket) : socket_(std::move(socket)) {}

  /// A frame and the descriptors that came with it.
  struct frame {
    std::string body;
    std::vector<io::unique_fd> fds;
  };

  /// Waits for a frame; into `out`, whose memory is used again. False when the worker is gone or
  /// what came is no frame: nothing is left to do then but to end.
  bool read(frame& out);

  /// Sends a frame. False when the worker is gone.
  bool write(std::string_view body, const std::vector<int>& fds = {});

  int fd() const { return socket_.get(); }

private:
  io::unique_fd socket_;
};

} // namespace cordon::runner
