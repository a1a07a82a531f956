// SPDX-License-Identifier: Apache-2.0
#include "io/write_all.hpp"

#include "io/unique_fd.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

using cordon::io::unique_fd;
using cordon::io::write_all;

TEST_CASE("more than a pipe holds is written whole", "[io][write_all]") {
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  const unique_fd read_end(ends[0]);
  unique_fd write_end(ends[1]);
  const std::string sent(1 << 20, 'x');
  std::thread writer([&] {
    static_cast<void>(write_all(write_end.get(), sent, "cannot write it", "a pipe"));
    write_end.reset();
  });
  std::string came;
  char part[4096];
  for (ssize_t got = 0; (got = read(read_end.get(), part, sizeof part)) > 0;)
    came.append(part, static_cast<size_t>(got));
  writer.join();
  CHECK(came == sent);
}

TEST_CASE("a write that fails says what and where, and why", "[io][write_all]") {
  const unique_fd full(open("/dev/full", O_WRONLY | O_CLOEXEC));
  const auto written = write_all(full.get(), "x", "cannot write it", "the disk");
  REQUIRE_FALSE(written);
  CHECK(written.error().text() == "the disk: cannot write it: No space left on device");
  CHECK(write_all(full.get(), "", "cannot write it", "the disk"));
}
