// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cordon::intake {

/// Reads a stream line by line in constant memory. Not thread-safe.
class line_reader {
public:
  struct line {
    uint64_t number = 0; ///< from 1
    std::string text;    ///< without the line's end; cut where it is too long
    bool is_too_long = false;
  };

  /// `fd` stays the caller's. A longer line than `max_bytes` is read to its end and marked. The
  /// stream ends early when `stop_fd` becomes readable; -1: it does not.
  line_reader(int fd, size_t max_bytes, int stop_fd = -1);

  /// The next line; nothing at the end of the stream; errc::system when it can't be read.
  expected<std::optional<line>> next();

private:
  /// False at the end of the stream.
  expected<bool> fill();
  bool stopped() const;
  void take(line& into, size_t until);
  void drop_end(line& of) const;

  int fd_;
  int stop_fd_;
  size_t max_bytes_;
  uint64_t number_ = 0;
  std::vector<char> buffer_;
  size_t begin_ = 0;
  size_t end_ = 0;
};

} // namespace cordon::intake
