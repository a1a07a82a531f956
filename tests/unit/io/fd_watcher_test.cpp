// SPDX-License-Identifier: Apache-2.0
#include "io/event_loop.hpp"

#include "jail/socket_pair.hpp"
#include "on_loop.hpp"
#include "sample_files.hpp"
#include "tally.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <string>

using namespace cordon;
using io::fd_watcher;

namespace {

void send_byte(const io::unique_fd& fd) {
  REQUIRE(write(fd.get(), "x", 1) == 1);
}

/// Watches one descriptor, notes what is told of it and watches no more until told to.
struct watched {
  test::tally calls;
  int last_event = 0; ///< written on the loop before `calls` counts
  test::on_loop<fd_watcher> watcher;

  watched(io::event_loop& loop, int fd)
      : watcher(loop, [&, this] {
          return std::move(*fd_watcher::make(loop, fd, [this, fd](int event) {
            char byte;
            if (event & fd_watcher::readable) [[maybe_unused]]
              const auto got = read(fd, &byte, 1);
            last_event = event;
            calls.add();
          }));
        }) {}

  void watch(int events) {
    watcher.with([=](fd_watcher& w) { w.watch(events); });
  }
};

} // namespace

TEST_CASE("a watcher tells that there is something to read", "[io][fd_watcher]") {
  io::event_loop loop;
  const auto pipe = test::make_pipe();
  watched one(loop, pipe.read.get());
  one.watch(fd_watcher::readable);
  for (size_t i = 1; i <= 3; ++i) {
    send_byte(pipe.write);
    REQUIRE(one.calls.reaches(i));
    CHECK(one.last_event == fd_watcher::readable);
  }
}

TEST_CASE("a watcher tells nothing before it is told what to watch, and after it is told to stop",
          "[io][fd_watcher]") {
  io::event_loop loop;
  const auto pipe = test::make_pipe();
  watched one(loop, pipe.read.get());
  send_byte(pipe.write);
  test::let_turn(loop);
  CHECK(one.calls.count() == 0);
  one.watch(fd_watcher::readable);
  REQUIRE(one.calls.reaches(1));
  one.watch(fd_watcher::none);
  send_byte(pipe.write);
  test::let_turn(loop);
  CHECK(one.calls.count() == 1);
}

TEST_CASE("a watcher tells that a pipe takes bytes", "[io][fd_watcher]") {
  io::event_loop loop;
  const auto pipe = test::make_pipe();
  watched one(loop, pipe.write.get());
  one.watch(fd_watcher::writable);
  REQUIRE(one.calls.reaches(1));
  one.watch(fd_watcher::none);
  CHECK(one.last_event == fd_watcher::writable);
}

TEST_CASE("the other side's end shows as something to read", "[io][fd_watcher]") {
  io::event_loop loop;
  auto pipe = test::make_pipe();
  watched one(loop, pipe.read.get());
  one.watch(fd_watcher::readable);
  pipe.write.reset();
  REQUIRE(one.calls.reaches(1));
  one.watch(fd_watcher::none);
  CHECK(one.last_event == fd_watcher::readable);
}

TEST_CASE("a watcher tells of what is there behind an error, and of the error",
          "[io][fd_watcher]") {
  io::event_loop loop;
  test::socket_pair pair;
  pair.make_ours_non_blocking();
  std::string read_bytes; // written on the loop before `failures` counts
  test::tally failures;
  test::on_loop<fd_watcher> watcher(loop, [&] {
    return std::move(*fd_watcher::make(loop, pair.ours.get(), [&](int) {
      char byte = 0;
      if (read(pair.ours.get(), &byte, 1) == 1)
        read_bytes += byte;
      else if (errno == ECONNRESET)
        failures.add();
    }));
  });
  // Who goes with something unread leaves ECONNRESET, which poll(2) tells of at once.
  REQUIRE(write(pair.ours.get(), "unread", 6) == 6);
  REQUIRE(write(pair.theirs.get(), "words", 5) == 5);
  pair.theirs.reset();
  watcher.with([](fd_watcher& w) { w.watch(fd_watcher::readable); });
  CHECK(failures.reaches(1));
  watcher.with([](fd_watcher& w) { w.watch(fd_watcher::none); });
  CHECK(read_bytes == "words");
}

TEST_CASE("an error shows as what is watched, again and again, until that is no more",
          "[io][fd_watcher]") {
  io::event_loop loop;
  auto pipe = test::make_pipe();
  watched one(loop, pipe.write.get());
  pipe.read.reset();
  one.watch(fd_watcher::writable);
  REQUIRE(one.calls.reaches(3));
  one.watch(fd_watcher::none);
  CHECK(one.last_event == fd_watcher::writable);
  const auto calls = one.calls.count();
  test::let_turn(loop);
  CHECK(one.calls.count() == calls);
}

TEST_CASE("a destroyed watcher calls back no more", "[io][fd_watcher]") {
  io::event_loop loop;
  const auto pipe = test::make_pipe();
  watched one(loop, pipe.read.get());
  one.watch(fd_watcher::readable);
  one.watcher.reset();
  send_byte(pipe.write);
  test::let_turn(loop);
  CHECK(one.calls.count() == 0);
}

TEST_CASE("what no loop can watch is refused by an error, and nothing leaks", "[io][fd_watcher]") {
  io::event_loop loop;
  const auto regular = test::memory_file("abc");
  for (const int fd : {regular.get(), -1}) {
    expected<void> made;
    loop.run_and_wait(
        [&] { made = fd_watcher::make(loop, fd, [](int) {}).map([](const auto&) {}); });
    REQUIRE(!made);
    CHECK(made.error().code == errc::system);
    CHECK(made.error().what.find("cannot watch a descriptor: ") == 0);
  }
}
