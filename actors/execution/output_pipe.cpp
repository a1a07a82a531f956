// SPDX-License-Identifier: Apache-2.0
#include "execution/output_pipe.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace cordon::execution {

namespace {

constexpr size_t read_bytes = 64u << 10;
/// A flood must not keep the loop from its other work.
constexpr int reads_at_once = 4;

} // namespace

expected<std::unique_ptr<output_pipe>> output_pipe::make(io::event_loop& loop, uint64_t keep_bytes,
                                                         io::unique_fd& write_end) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return system_failure("cannot make a pipe", "pipe2", errno);
  io::unique_fd read_end(ends[0]);
  write_end.reset(ends[1]);
  // Only this end: the program's end blocks, as programs expect.
  if (fcntl(read_end.get(), F_SETFL, O_NONBLOCK) != 0)
    return system_failure("cannot make a pipe non-blocking", "fcntl", errno);
  std::unique_ptr<output_pipe> pipe(new output_pipe(std::move(read_end), keep_bytes));
  auto watcher = io::fd_watcher::make(loop, pipe->read_end_.get(),
                                      [one = pipe.get()](int) { one->read_a_turn(); });
  if (!watcher)
    return tl::unexpected<error>(watcher.error());
  pipe->watcher_ = std::move(*watcher);
  pipe->watcher_->watch(io::fd_watcher::readable);
  return pipe;
}

output_pipe::output_pipe(io::unique_fd read_end, uint64_t keep_bytes)
    : read_end_(std::move(read_end)), keep_bytes_(keep_bytes) {}

void output_pipe::read_a_turn() {
  for (int i = 0; i < reads_at_once; ++i)
    if (!read_some())
      return;
}

bool output_pipe::read_some() {
  std::array<char, read_bytes> buffer;
  const auto got = read(read_end_.get(), buffer.data(), buffer.size());
  if (got < 0)
    return errno == EINTR;
  if (got == 0) {
    watcher_->watch(io::fd_watcher::none);
    return false;
  }
  const auto kept = captured_.bytes.size();
  if (kept < keep_bytes_)
    captured_.bytes.append(buffer.data(),
                           std::min<size_t>(static_cast<size_t>(got), keep_bytes_ - kept));
  captured_.total_bytes += static_cast<uint64_t>(got);
  return true;
}

captured_stream output_pipe::finish() {
  while (read_some()) {
  }
  watcher_->watch(io::fd_watcher::none);
  return std::move(captured_);
}

} // namespace cordon::execution
