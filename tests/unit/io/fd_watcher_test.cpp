// SPDX-License-Identifier: Apache-2.0
#include "io/event_loop.hpp"

#include "on_loop.hpp"
#include "sample_files.hpp"
#include "tally.hpp"

#include <catch2/catch_test_macros.hpp>
#include <stdexcept>

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
          return std::make_unique<fd_watcher>(loop, fd, [this, fd](int event) {
            char byte;
            if (event & fd_watcher::readable) [[maybe_unused]]
              const auto got = read(fd, &byte, 1);
            last_event = event;
            calls.add();
          });
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

TEST_CASE("what no loop can watch is refused by an exception, and nothing leaks",
          "[io][fd_watcher]") {
  io::event_loop loop;
  const auto regular = test::memory_file("abc");
  for (const int fd : {regular.get(), -1}) {
    bool thrown = false;
    loop.run_and_wait([&] {
      try {
        fd_watcher watcher(loop, fd, [](int) {});
      } catch (const std::runtime_error&) {
        thrown = true;
      }
    });
    CHECK(thrown);
  }
}
