// SPDX-License-Identifier: Apache-2.0
#include "egress/gate.hpp"

#include "io/on_loop.hpp"

#include <arpa/inet.h>
#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>
#include <sys/time.h>
#include <utility>
#include <vector>

using namespace cordon;
using egress::gate;

namespace {

/// A TCP socket on loopback. Its port was chosen by the kernel and is then bound by number: one
/// that the kernel chooses is lost when the socket is shut down.
struct local_socket {
  io::unique_fd fd;
  uint16_t port = 0;

  explicit local_socket(bool listens) {
    bind_to(0);
    bind_to(port);
    fcntl(fd.get(), F_SETFL, listens ? 0 : O_NONBLOCK);
    if (listens)
      REQUIRE(listen(fd.get(), 128) == 0);
  }

private:
  void bind_to(uint16_t wanted) {
    fd.reset(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(wanted);
    socklen_t size = sizeof address;
    const int yes = 1;
    setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    REQUIRE(bind(fd.get(), reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port = ntohs(address.sin_port);
  }
};

void lose_patience(int fd) {
  const timeval patience{10, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

/// A connection to a port of loopback; -1 and errno where there is none.
io::unique_fd connect_to(uint16_t port) {
  io::unique_fd fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  if (connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    return {};
  lose_patience(fd.get());
  return fd;
}

/// A gate with one door in the test's own network, and the target behind it.
struct gated {
  io::event_loop loop;
  local_socket target{true};
  egress::tally counts;
  uint16_t port = 0;
  std::optional<test::on_loop<gate>> held;

  explicit gated(std::string host = "localhost") {
    local_socket bound(false);
    port = bound.port;
    held.emplace(loop, [&] {
      std::vector<gate::door> doors;
      doors.push_back({std::move(bound.fd), {std::move(host), target.port}});
      return std::make_unique<gate>(loop, std::move(doors), counts);
    });
    lose_patience(target.fd.get());
  }

  void open() {
    held->with([](gate& g) { REQUIRE(g.open("job")); });
  }
  void shut() {
    held->with([](gate& g) { g.shut(); });
  }

  io::unique_fd accepted() {
    io::unique_fd one(accept4(target.fd.get(), nullptr, nullptr, SOCK_CLOEXEC));
    REQUIRE(one);
    lose_patience(one.get());
    return one;
  }
};

std::string take(int fd, size_t count) {
  std::string bytes(count, '\0');
  const auto got = recv(fd, bytes.data(), count, MSG_WAITALL);
  return got < 0 ? "error " + std::to_string(errno) : bytes.substr(0, static_cast<size_t>(got));
}

const std::string was_reset = "error " + std::to_string(ECONNRESET);

} // namespace

TEST_CASE("a gate that is open leads to its target", "[egress][gate]") {
  gated g;
  g.open();
  const auto program = connect_to(g.port);
  REQUIRE(program);
  REQUIRE(send(program.get(), "hello", 5, 0) == 5);
  const auto remote = g.accepted();
  CHECK(take(remote.get(), 5) == "hello");
  REQUIRE(send(remote.get(), "world", 5, 0) == 5);
  CHECK(take(program.get(), 5) == "world");
}

TEST_CASE("a gate is shut between jobs", "[egress][gate]") {
  gated g;
  for (int round = 0; round < 3; ++round) {
    CHECK_FALSE(connect_to(g.port));
    g.open();
    const auto program = connect_to(g.port);
    CHECK(program);
    const auto remote = g.accepted();
    g.shut();
    CHECK(take(remote.get(), 1).empty());
    CHECK(take(program.get(), 1).empty());
  }
  CHECK_FALSE(connect_to(g.port));
}

TEST_CASE("what waits in the kernel's queue when a job ends never gets in", "[egress][gate]") {
  gated g;
  g.open();
  std::vector<io::unique_fd> early;
  // On the loop's thread, so that the gate can't accept meanwhile.
  g.held->with([&](gate& one) {
    for (int i = 0; i < 10; ++i) {
      early.push_back(connect_to(g.port));
      REQUIRE(send(early.back().get(), "early", 5, MSG_NOSIGNAL) == 5);
    }
    one.shut();
    REQUIRE(one.open("the next"));
  });
  for (const auto& one : early)
    CHECK(take(one.get(), 1) == was_reset);
  const auto program = connect_to(g.port);
  REQUIRE(program);
  REQUIRE(send(program.get(), "later", 5, MSG_NOSIGNAL) == 5);
  CHECK(take(g.accepted().get(), 5) == "later");
}

TEST_CASE("a target that can't be reached resets the program's connection", "[egress][gate]") {
  gated g;
  g.target.fd.reset();
  g.open();
  const auto program = connect_to(g.port);
  REQUIRE(program);
  CHECK(take(program.get(), 1) == was_reset);
  test::let_turn(g.loop);
  CHECK(g.counts.failed == 1);
  CHECK(g.counts.made == 0);
}

TEST_CASE("a name that nobody knows resets the program's connection", "[egress][gate]") {
  gated g(std::string(70, 'a')); // longer than any label: nobody is asked
  g.open();
  const auto program = connect_to(g.port);
  REQUIRE(program);
  CHECK(take(program.get(), 1) == was_reset);
}

TEST_CASE("connections over the bound are reset, until one has ended", "[egress][gate]") {
  gated g;
  g.open();
  std::vector<std::pair<io::unique_fd, io::unique_fd>> all;
  for (size_t i = 0; i < egress::max_connections; ++i) {
    auto program = connect_to(g.port);
    REQUIRE(program);
    all.emplace_back(std::move(program), g.accepted());
  }
  const auto over = connect_to(g.port);
  REQUIRE(over);
  CHECK(take(over.get(), 1) == was_reset);
  CHECK(g.counts.refused == 1);
  all.pop_back();
  while (g.counts.made == 0)
    test::let_turn(g.loop);
  const auto again = connect_to(g.port);
  REQUIRE(again);
  REQUIRE(send(again.get(), "again", 5, 0) == 5);
  CHECK(take(g.accepted().get(), 5) == "again");
}
