// SPDX-License-Identifier: Apache-2.0
#include "execution/output_pipe.hpp"

#include "io/on_loop.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fcntl.h>
#include <unistd.h>

using namespace cordon;
using namespace cordon::execution;

namespace {

struct stream {
  io::event_loop loop;
  io::unique_fd program_end;
  test::on_loop<output_pipe> pipe;

  explicit stream(uint64_t keep_bytes)
      : pipe(loop, [&, this] {
          return std::move(output_pipe::make(loop, keep_bytes, program_end).value());
        }) {}

  /// Writes as a program does, waiting for a reader where the pipe is full.
  void write_all(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto n = write(program_end.get(), bytes.data(), bytes.size());
      REQUIRE(n > 0);
      bytes.remove_prefix(static_cast<size_t>(n));
    }
  }

  captured_stream finish() {
    captured_stream got;
    program_end.reset();
    pipe.with([&](output_pipe& p) { got = p.finish(); });
    return got;
  }
};

} // namespace

TEST_CASE("all that a program wrote is there at its end", "[execution][output_pipe]") {
  stream s(100);
  s.write_all("hello ");
  test::let_turn(s.loop);
  s.write_all("world");
  const auto got = s.finish();
  CHECK(got.bytes == "hello world");
  CHECK(got.total_bytes == 11);
}

TEST_CASE("a program that writes nothing has an empty stream", "[execution][output_pipe]") {
  stream s(100);
  const auto got = s.finish();
  CHECK(got.bytes.empty());
  CHECK(got.total_bytes == 0);
}

TEST_CASE("a program never waits for a reader, and only the first bytes are kept",
          "[execution][output_pipe]") {
  stream s(10);
  s.write_all("0123456789abc");
  s.write_all(std::string(3'000'000, 'x'));
  const auto got = s.finish();
  CHECK(got.bytes == "0123456789");
  CHECK(got.total_bytes == 3'000'013);
}

TEST_CASE("the limit is exact", "[execution][output_pipe]") {
  for (const uint64_t limit : {0, 1, 5, 6}) {
    stream s(limit);
    s.write_all("12345");
    const auto got = s.finish();
    CHECK(got.bytes == std::string("12345").substr(0, limit));
    CHECK(got.total_bytes == 5);
  }
}

TEST_CASE("a stream closed early is finished later", "[execution][output_pipe]") {
  stream s(100);
  s.write_all("done");
  s.program_end.reset();
  test::let_turn(s.loop);
  CHECK(s.finish().bytes == "done");
}

TEST_CASE("a write end that lives on does not hold up the end", "[execution][output_pipe]") {
  stream s(100);
  const io::unique_fd stray(fcntl(s.program_end.get(), F_DUPFD_CLOEXEC, 0));
  s.write_all("text");
  CHECK(s.finish().bytes == "text");
}

TEST_CASE("the program's end blocks and is close-on-exec", "[execution][output_pipe]") {
  stream s(1);
  CHECK((fcntl(s.program_end.get(), F_GETFL) & O_NONBLOCK) == 0);
  CHECK((fcntl(s.program_end.get(), F_GETFD) & FD_CLOEXEC) != 0);
}
