// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "execution/outcome.hpp"
#include "io/event_loop.hpp"
#include "io/unique_fd.hpp"
#include "job/error.hpp"

namespace cordon::execution {

/// Reads one stream of a program: keeps the first bytes, counts and drops the rest, so that the
/// program never waits for a reader. Loop's thread only.
class output_pipe {
public:
  /// Makes the pipe; its write end is `*write_end`, for the program.
  static expected<std::unique_ptr<output_pipe>> make(io::event_loop& loop, uint64_t keep_bytes,
                                                     io::unique_fd& write_end);

  /// Reads to the end what is there, when no process holds the write end any more.
  captured_stream finish();

private:
  output_pipe(io::unique_fd read_end, uint64_t keep_bytes);

  void read_a_turn();
  /// False at the end of the stream.
  bool read_some();

  io::unique_fd read_end_;
  uint64_t keep_bytes_;
  captured_stream captured_;
  std::unique_ptr<io::fd_watcher> watcher_;
};

} // namespace cordon::execution
