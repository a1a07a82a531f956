// SPDX-License-Identifier: Apache-2.0
#include "io/unique_fd.hpp"

#include "sample_files.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fcntl.h>

using cordon::io::unique_fd;
using cordon::test::memory_file;

namespace {

bool is_open(int fd) {
  return fcntl(fd, F_GETFD) >= 0;
}

} // namespace

TEST_CASE("a descriptor is closed with its owner", "[io][unique_fd]") {
  int number = -1;
  {
    const auto fd = memory_file();
    number = fd.get();
    CHECK(is_open(number));
  }
  CHECK_FALSE(is_open(number));
}

TEST_CASE("an owner without a descriptor says so", "[io][unique_fd]") {
  const unique_fd none;
  CHECK_FALSE(none);
  CHECK(none.get() == -1);
  CHECK(unique_fd(memory_file()));
}

TEST_CASE("moving hands the descriptor over and closes what the target held", "[io][unique_fd]") {
  auto first = memory_file();
  auto second = memory_file();
  const int kept = first.get();
  const int closed = second.get();
  second = std::move(first);
  CHECK(second.get() == kept);
  CHECK(is_open(kept));
  CHECK_FALSE(is_open(closed));
  const unique_fd third(std::move(second));
  CHECK(third.get() == kept);
}

TEST_CASE("moving an owner onto itself keeps the descriptor", "[io][unique_fd]") {
  auto fd = memory_file();
  auto& same = fd;
  const int number = fd.get();
  fd = std::move(same);
  CHECK(fd.get() == number);
  CHECK(is_open(number));
}

TEST_CASE("a released descriptor stays open", "[io][unique_fd]") {
  int number = -1;
  {
    auto fd = memory_file();
    number = fd.release();
    CHECK_FALSE(fd);
  }
  CHECK(is_open(number));
  const unique_fd closes_it(number);
}

TEST_CASE("reset closes the old descriptor and holds the new one", "[io][unique_fd]") {
  auto fd = memory_file();
  const int old = fd.get();
  fd.reset(memory_file().release());
  CHECK(fd);
  CHECK(is_open(fd.get()));
  const int second = fd.get();
  fd.reset();
  CHECK_FALSE(fd);
  CHECK_FALSE(is_open(second));
  CHECK((old == second || !is_open(old)));
}
