// SPDX-License-Identifier: Apache-2.0
#include "jail/fd_passing.hpp"

#include "io/read_file.hpp"
#include "io/sample_files.hpp"
#include "socket_pair.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cerrno>

using namespace cordon;
using namespace cordon::jail;

namespace {

struct received {
  std::string bytes;
  std::vector<io::unique_fd> fds;
};

received receive(const io::unique_fd& socket) {
  received got;
  std::array<char, 64> buffer;
  const auto n = receive_with_fds(socket.get(), buffer.data(), buffer.size(), got.fds, 0);
  if (n > 0)
    got.bytes.assign(buffer.data(), static_cast<size_t>(n));
  return got;
}

} // namespace

TEST_CASE("bytes go without descriptors", "[jail][fd_passing]") {
  const test::socket_pair pair;
  REQUIRE(send_with_fds(pair.ours.get(), "hello", {}, 0) == 5);
  const auto got = receive(pair.theirs);
  CHECK(got.bytes == "hello");
  CHECK(got.fds.empty());
}

TEST_CASE("descriptors go along in their order, close-on-exec, and stay the sender's",
          "[jail][fd_passing]") {
  const test::socket_pair pair;
  std::vector<io::unique_fd> files;
  std::vector<int> numbers;
  for (int i = 0; i < 16; ++i) {
    files.push_back(test::memory_file(std::to_string(i)));
    numbers.push_back(files.back().get());
  }
  REQUIRE(send_with_fds(pair.ours.get(), "x", numbers, 0) == 1);
  const auto got = receive(pair.theirs);
  REQUIRE(got.fds.size() == 16);
  for (size_t i = 0; i < 16; ++i) {
    CHECK(io::read_at(got.fds[i].get(), 0, 9) == std::to_string(i));
    CHECK((fcntl(got.fds[i].get(), F_GETFD) & FD_CLOEXEC) != 0);
    CHECK(io::read_at(files[i].get(), 0, 9) == std::to_string(i));
  }
}

TEST_CASE("more descriptors than one message takes are refused", "[jail][fd_passing]") {
  const test::socket_pair pair;
  const auto file = test::memory_file();
  errno = 0;
  CHECK(send_with_fds(pair.ours.get(), "x", std::vector<int>(17, file.get()), 0) == -1);
  CHECK(errno == EINVAL);
}

TEST_CASE("a receiver keeps the descriptors it had", "[jail][fd_passing]") {
  const test::socket_pair pair;
  const auto file = test::memory_file();
  REQUIRE(send_with_fds(pair.ours.get(), "x", {file.get()}, 0) == 1);
  std::vector<io::unique_fd> fds;
  fds.push_back(test::memory_file());
  char byte;
  REQUIRE(receive_with_fds(pair.theirs.get(), &byte, 1, fds, 0) == 1);
  CHECK(fds.size() == 2);
}

TEST_CASE("the other side's end is an error for the sender, no signal, and an end for the receiver",
          "[jail][fd_passing]") {
  test::socket_pair pair;
  pair.theirs.reset();
  std::vector<io::unique_fd> fds;
  char byte;
  CHECK(receive_with_fds(pair.ours.get(), &byte, 1, fds, 0) == 0);
  CHECK(send_with_fds(pair.ours.get(), "x", {}, 0) == -1);
  CHECK(errno == EPIPE);
}

TEST_CASE("nothing to receive is told apart from the end", "[jail][fd_passing]") {
  const test::socket_pair pair;
  std::vector<io::unique_fd> fds;
  char byte;
  CHECK(receive_with_fds(pair.ours.get(), &byte, 1, fds, MSG_DONTWAIT) == -1);
  CHECK(errno == EAGAIN);
}
