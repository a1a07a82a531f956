// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"
#include "io/unique_fd.hpp"

#include <array>
#include <functional>
#include <memory>
#include <string>

namespace cordon::egress {

/// Carries bytes between two connected stream sockets, both ways, each through a bounded buffer:
/// nothing is read while what was read before is still to be written. An end of one side's stream
/// is carried over to the other, a reset too. Loop's thread only.
class relay {
public:
  /// Called once, when both streams have ended or one connection broke. It may not destroy the
  /// relay: it posts that to the loop.
  using on_end = std::function<void()>;

  /// Both sockets are non-blocking. `program` is the side whose end is final with `finish`. Where
  /// one can't be watched, both connections are reset.
  static expected<std::unique_ptr<relay>> make(io::event_loop& loop, io::unique_fd program,
                                               io::unique_fd remote, on_end end);

  /// The program is no more: hands on what it has left and what the other side takes at once. The
  /// relay is of no use afterwards.
  void finish();

private:
  enum side_index : size_t { program_side, remote_side };

  /// One of the two ways; it begins at the side of the same index.
  struct way {
    std::string buffer;
    size_t begin = 0;       ///< of what is still to be written, in `buffer`
    bool has_ended = false; ///< nothing more to read
    bool is_closed = false; ///< the end was carried over
    bool is_empty() const { return begin == buffer.size(); }
  };

  relay(io::unique_fd program, io::unique_fd remote, on_end end);
  expected<void> open(io::event_loop& loop);
  void ready(size_t side, int events);
  bool pump(size_t from);
  bool write_out(way& one, int to);
  bool read_more(way& one, int from);
  void watch();
  void reset_both();
  void end(bool is_broken);

  std::array<io::unique_fd, 2> sockets_;
  std::array<way, 2> ways_;
  on_end on_end_;
  bool ended_ = false;
  std::array<std::unique_ptr<io::fd_watcher>, 2> watchers_;
};

} // namespace cordon::egress
