// SPDX-License-Identifier: Apache-2.0
#include "jail/zygote.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace cordon::jail {

namespace {

/// Where the jail program expects its socket.
constexpr int jailed_socket = 3;

/// It gives those that were forked from it two seconds.
constexpr auto patience = std::chrono::seconds(4);
constexpr auto pause_between_looks = std::chrono::microseconds(500);

struct socket_pair {
  io::unique_fd ours;
  io::unique_fd theirs;
};

expected<socket_pair> make_sockets() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return system_failure("cannot make a socket pair", "socketpair", errno);
  socket_pair pair{io::unique_fd(ends[0]), io::unique_fd(ends[1])};
  if (fcntl(pair.ours.get(), F_SETFL, O_NONBLOCK) != 0)
    return system_failure("cannot make a socket non-blocking", "fcntl", errno);
  return pair;
}

/// Every other descriptor of the worker is close-on-exec.
expected<pid_t> spawn(const std::string& program, int socket) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, socket, jailed_socket);
  char* const argv[] = {const_cast<char*>(program.c_str()), nullptr};
  // Symbols are resolved at the start: what a fork resolves lazily, every fork would resolve anew.
  char* const environment[] = {const_cast<char*>("LD_BIND_NOW=1"), nullptr};
  pid_t pid = -1;
  const int failed = posix_spawn(&pid, program.c_str(), &actions, nullptr, argv, environment);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0)
    return system_failure("cannot start the runner, which the setting execution.runner names",
                          program, failed);
  return pid;
}

} // namespace

expected<std::shared_ptr<zygote>> zygote::start(io::event_loop& loop, const std::string& program,
                                                const setup& setup) {
  auto sockets = make_sockets();
  if (!sockets)
    return tl::unexpected<error>(sockets.error());
  auto pid = spawn(program, sockets->theirs.get());
  if (!pid)
    return tl::unexpected<error>(pid.error());
  std::shared_ptr<zygote> started(new zygote(loop, std::move(sockets->ours), *pid));
  started->socket_->send(encode(setup));
  return started;
}

zygote::zygote(io::event_loop& loop, io::unique_fd socket, pid_t pid)
    : pid_(pid), socket_(std::make_unique<frame_socket>(
                     loop, std::move(socket), [](std::string_view, std::vector<io::unique_fd>) {},
                     [this](const error&) { has_ended_ = true; })) {}

zygote::~zygote() {
  socket_.reset();
  // Before it is warm, this ends it at once; afterwards the end of the socket does.
  kill(pid_, SIGTERM);
  const auto give_up = std::chrono::steady_clock::now() + patience;
  while (waitpid(pid_, nullptr, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > give_up)
      kill(pid_, SIGKILL);
    std::this_thread::sleep_for(pause_between_looks);
  }
}

expected<io::unique_fd> zygote::bear() {
  auto sockets = make_sockets();
  if (!sockets)
    return tl::unexpected<error>(sockets.error());
  std::vector<io::unique_fd> theirs;
  theirs.push_back(std::move(sockets->theirs));
  socket_->send(encode_birth(), std::move(theirs));
  return std::move(sockets->ours);
}

} // namespace cordon::jail
