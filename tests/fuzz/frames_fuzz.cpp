// SPDX-License-Identifier: Apache-2.0
// The framing, on both ends: the same bytes and descriptors, in pieces of any size, are the same
// frames for the worker and for a runner, and leave no descriptor open.
#include "control_channel.hpp"
#include "fuzz_input.hpp"
#include "io/event_loop.hpp"
#include "jail/fd_passing.hpp"
#include "jail/frame_socket.hpp"
#include "jail/messages.hpp"

#include <cstring>
#include <fcntl.h>
#include <future>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using namespace cordon;
using fuzz::require;
using frames = std::vector<std::string>;

/// As many descriptors as any reader may hold at a time: beyond, the worker ends the connection.
constexpr size_t max_fds = 64;
/// What a socket takes without anybody reading it.
constexpr size_t max_bytes = 32'768;

struct piece {
  std::string_view bytes;
  size_t fds;
};

std::vector<piece> pieces_of(fuzz::input in) {
  std::vector<piece> pieces;
  size_t fds_left = max_fds;
  while (!in.empty() && pieces.size() < 64) {
    const auto control = in.byte();
    const auto fds = std::min<size_t>(control >> 4, fds_left);
    const auto bytes = in.take((control & 15) == 15 ? in.number(2) : (control & 15) + 1);
    if (bytes.empty())
      break;
    fds_left -= fds;
    pieces.push_back({bytes, fds});
  }
  return pieces;
}

/// What the pieces hold, by the shortest reading of the format there is.
frames expected_frames(const std::vector<piece>& pieces) {
  std::string all;
  for (const auto& one : pieces)
    all += one.bytes;
  frames found;
  uint32_t size = 0;
  for (size_t at = 0; all.size() - at >= sizeof size; at += size) {
    std::memcpy(&size, all.data() + at, sizeof size);
    at += sizeof size;
    if (size > jail::max_frame_bytes || size > all.size() - at)
      break;
    found.push_back(all.substr(at, size));
  }
  return found;
}

struct ends {
  io::unique_fd reading;
  io::unique_fd writing;
};

ends make_ends(int flags) {
  int both[2];
  require(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | flags, 0, both) == 0, "sockets");
  return {io::unique_fd(both[0]), io::unique_fd(both[1])};
}

void send_pieces(const io::unique_fd& socket, const std::vector<piece>& pieces) {
  for (const auto& one : pieces)
    if (jail::send_with_fds(socket.get(), one.bytes, std::vector<int>(one.fds, STDERR_FILENO), 0)
        < 0)
      break; // the reader has ended the connection
  shutdown(socket.get(), SHUT_WR);
}

frames seen_by_runner(const std::vector<piece>& pieces) {
  auto [reading, writing] = make_ends(0);
  send_pieces(writing, pieces);
  runner::control_channel channel(std::move(reading));
  runner::control_channel::frame frame;
  frames seen;
  while (channel.read(frame)) {
    for (const auto& fd : frame.fds)
      require(fcntl(fd.get(), F_GETFD) == FD_CLOEXEC, "what came along is open, and no child's");
    seen.push_back(frame.body);
  }
  return seen;
}

/// It never ends, and its descriptors are there before the first run.
io::event_loop* loop_of_all_runs() {
  static auto* const loop = new io::event_loop;
  return loop;
}

frames seen_by_worker(const std::vector<piece>& pieces) {
  auto* const loop = loop_of_all_runs();
  auto both = make_ends(SOCK_NONBLOCK);
  fcntl(both.writing.get(), F_SETFL, 0);
  frames seen;
  std::promise<void> ended;
  bool has_ended = false;
  std::unique_ptr<jail::frame_socket> socket;
  loop->run_and_wait([&] {
    socket = std::make_unique<jail::frame_socket>(
        *loop, std::move(both.reading),
        [&](std::string_view body, std::vector<io::unique_fd>) {
          require(!has_ended, "no frame comes after the end");
          seen.emplace_back(body);
        },
        [&](const error& why) {
          require(!std::exchange(has_ended, true), "the end comes once");
          require(why.code == errc::peer_died, "the end says that the peer died");
          ended.set_value();
        });
  });
  send_pieces(both.writing, pieces);
  ended.get_future().wait();
  loop->run_and_wait([&] { socket.reset(); });
  return seen;
}

int next_descriptor() {
  const io::unique_fd next(fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3));
  return next.get();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const auto pieces = pieces_of({bytes, std::min(size, max_bytes)});
  const auto expected = expected_frames(pieces);
  loop_of_all_runs();
  const int free_descriptor = next_descriptor();
  require(seen_by_runner(pieces) == expected, "a runner sees the frames that were sent");
  require(seen_by_worker(pieces) == expected, "the worker sees the frames that were sent");
  require(next_descriptor() == free_descriptor, "no descriptor is left open");
  return 0;
}
