// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

namespace cordon::io {

/// Owns one file descriptor and closes it. Movable, the size of an int.
class unique_fd {
public:
  unique_fd() = default;
  explicit unique_fd(int fd) : fd_(fd) {}
  unique_fd(unique_fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  unique_fd& operator=(unique_fd&& other) noexcept {
    reset(std::exchange(other.fd_, -1));
    return *this;
  }
  ~unique_fd() { reset(); }

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  /// Gives the descriptor up; the caller closes it.
  int release() { return std::exchange(fd_, -1); }
  /// Closes what is held and holds `fd` instead.
  void reset(int fd = -1) noexcept;

private:
  int fd_ = -1;
};

} // namespace cordon::io
