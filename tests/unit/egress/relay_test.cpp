// SPDX-License-Identifier: Apache-2.0
#include "egress/relay.hpp"

#include "io/on_loop.hpp"
#include "io/sample_files.hpp"
#include "io/tally.hpp"
#include "jail/socket_pair.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <optional>
#include <string>

using namespace cordon;
using egress::relay;
using test::socket_pair;

namespace {

/// A relay between two pairs of sockets: a test has the far ends.
struct relayed {
  io::event_loop loop;
  socket_pair program;
  socket_pair remote;
  std::atomic<int> ends{0};
  test::tally has_ended;
  std::optional<test::on_loop<relay>> between;

  relayed() {
    program.make_ours_non_blocking();
    remote.make_ours_non_blocking();
    between.emplace(loop, [this] {
      return std::move(*relay::make(loop, std::move(program.ours), std::move(remote.ours), [this] {
        ++ends;
        has_ended.add();
      }));
    });
  }

  int program_end() const { return program.theirs.get(); }
  int remote_end() const { return remote.theirs.get(); }
};

void put(int fd, std::string_view bytes) {
  CHECK(send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
}

std::string take(int fd, size_t count) {
  std::string bytes(count, '\0');
  CHECK(recv(fd, bytes.data(), count, MSG_WAITALL) == static_cast<ssize_t>(count));
  return bytes;
}

bool is_at_end(int fd) {
  char byte = 0;
  return recv(fd, &byte, 1, 0) == 0;
}

void wait_for_something_at(int fd) {
  char byte = 0;
  CHECK(recv(fd, &byte, 1, MSG_PEEK) == 1);
}

/// Writes until not even the relay takes more.
void fill(relayed& r, int fd) {
  const std::string bytes(64u << 10, '.');
  for (bool took = true; took; test::let_turn(r.loop))
    for (took = false; send(fd, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL) > 0;)
      took = true;
}

std::string numbered(size_t count) {
  std::string bytes(count, '\0');
  for (size_t i = 0; i < count; ++i)
    bytes[i] = static_cast<char>(i * 31 + i / 251);
  return bytes;
}

} // namespace

TEST_CASE("bytes go both ways", "[egress][relay]") {
  const relayed r;
  put(r.program_end(), "question");
  CHECK(take(r.remote_end(), 8) == "question");
  put(r.remote_end(), "answer");
  CHECK(take(r.program_end(), 6) == "answer");
  CHECK(r.ends == 0);
}

TEST_CASE("the end of one stream is carried over, the other goes on", "[egress][relay]") {
  relayed r;
  put(r.program_end(), "all");
  shutdown(r.program_end(), SHUT_WR);
  CHECK(take(r.remote_end(), 3) == "all");
  CHECK(is_at_end(r.remote_end()));
  put(r.remote_end(), "late answer");
  CHECK(take(r.program_end(), 11) == "late answer");
  CHECK(r.ends == 0);
  shutdown(r.remote_end(), SHUT_WR);
  CHECK(is_at_end(r.program_end()));
  test::let_turn(r.loop);
  CHECK(r.ends == 1);
}

TEST_CASE("who does not read holds up who writes, and loses nothing", "[egress][relay]") {
  relayed r;
  const int small = 4'096;
  setsockopt(r.program_end(), SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
  const auto all = numbered(8u << 20);
  size_t sent = 0;
  for (bool took = true; took;) {
    took = false;
    for (ssize_t n = 1; n > 0; sent += n > 0 ? static_cast<size_t>(n) : 0) {
      n = send(r.program_end(), all.data() + sent, all.size() - sent, MSG_DONTWAIT);
      took = took || n > 0;
    }
    test::let_turn(r.loop);
  }
  CHECK(sent < 2u << 20);
  std::string got;
  while (got.size() < all.size()) {
    const auto n = send(r.program_end(), all.data() + sent, all.size() - sent, MSG_DONTWAIT);
    sent += n > 0 ? static_cast<size_t>(n) : 0;
    if (got.size() < sent)
      got += take(r.remote_end(), std::min<size_t>(sent - got.size(), 4'096));
  }
  CHECK(got == all);
}

TEST_CASE("a broken connection breaks the other", "[egress][relay]") {
  relayed r;
  r.remote.theirs.reset();
  char byte = 0;
  // Of both the relay sees the end; the write that follows fails.
  CHECK(recv(r.program_end(), &byte, 1, 0) == 0);
  send(r.program_end(), "x", 1, MSG_NOSIGNAL);
  while (r.ends == 0)
    test::let_turn(r.loop);
  r.between->reset();
  CHECK(send(r.program_end(), "x", 1, MSG_NOSIGNAL) < 0);
  CHECK(r.ends == 1);
}

TEST_CASE("data and then a reset come over as data and then a reset", "[egress][relay]") {
  relayed r;
  put(r.remote_end(), "unread");
  wait_for_something_at(r.program_end());
  // Both before the loop looks again; who goes with something unread resets the connection.
  r.between->with([&](relay&) {
    put(r.program_end(), "last words");
    r.program.theirs.reset();
  });
  CHECK(take(r.remote_end(), 10) == "last words");
  CHECK(r.has_ended.reaches(1));
  r.between->reset();
  CHECK(send(r.remote_end(), "x", 1, MSG_NOSIGNAL) < 0);
}

TEST_CASE("a reset is carried over where neither side reads", "[egress][relay]") {
  relayed r;
  fill(r, r.program_end());
  fill(r, r.remote_end());
  SECTION("from the program") {
    r.program.theirs.reset();
  }
  SECTION("from the other side") {
    r.remote.theirs.reset();
  }
  CHECK(r.has_ended.reaches(1));
}

TEST_CASE("what a program has sent before its end still goes out", "[egress][relay]") {
  relayed r;
  const auto all = numbered(100'000);
  r.between->with([&](relay& one) {
    put(r.program_end(), all);
    r.program.theirs.reset();
    one.finish();
  });
  r.between->reset();
  CHECK(take(r.remote_end(), all.size()) == all);
  CHECK(is_at_end(r.remote_end()));
}

TEST_CASE("a relay that ends takes both connections with it", "[egress][relay]") {
  relayed r;
  r.between->reset();
  CHECK(is_at_end(r.program_end()));
  CHECK(is_at_end(r.remote_end()));
}

TEST_CASE("where one side cannot be watched there is no relay, and the other side is let go",
          "[egress][relay]") {
  io::event_loop loop;
  socket_pair program;
  program.make_ours_non_blocking();
  bool is_made = true;
  loop.run_and_wait([&] {
    is_made = relay::make(loop, std::move(program.ours), test::memory_file(), [] {}).has_value();
  });
  CHECK_FALSE(is_made);
  CHECK(is_at_end(program.theirs.get()));
}
