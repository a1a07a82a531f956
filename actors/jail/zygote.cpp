// SPDX-License-Identifier: Apache-2.0
#include "jail/zygote.hpp"

#include "jail/zygote_terms.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cordon::jail {

namespace {

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
  posix_spawn_file_actions_adddup2(&actions, socket, zygote_socket);
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

int send_signal(const io::unique_fd& pidfd, int signal) {
  return static_cast<int>(syscall(SYS_pidfd_send_signal, pidfd.get(), signal, nullptr, 0));
}

} // namespace

expected<std::unique_ptr<zygote>> zygote::start(io::event_loop& loop, const std::string& program,
                                                const setup& setup) {
  auto sockets = make_sockets();
  if (!sockets)
    return tl::unexpected<error>(sockets.error());
  const auto pid = spawn(program, sockets->theirs.get());
  if (!pid)
    return tl::unexpected<error>(pid.error());
  // Nobody else reaps this process's children, so the number is still its own.
  io::unique_fd pidfd(static_cast<int>(syscall(SYS_pidfd_open, *pid, 0)));
  if (!pidfd)
    return system_failure("cannot watch the runner", "pidfd_open", errno);
  std::unique_ptr<zygote> started(new zygote(loop, std::move(sockets->ours), std::move(pidfd)));
  started->socket_->send(encode(setup));
  return started;
}

zygote::zygote(io::event_loop& loop, io::unique_fd socket, io::unique_fd pidfd)
    : pidfd_(std::move(pidfd)),
      socket_(std::make_unique<frame_socket>(
          loop, std::move(socket), [](std::string_view, const std::vector<io::unique_fd>&) {},
          [this](const error&) { has_ended_ = true; })) {}

zygote::~zygote() {
  socket_.reset();
  if (is_reaped_)
    return;
  kill();
  while (waitid(P_PIDFD, static_cast<id_t>(pidfd_.get()), nullptr, WEXITED) != 0
         && errno == EINTR) {
  }
}

expected<io::unique_fd> zygote::bear() {
  auto sockets = make_sockets();
  if (!sockets)
    return tl::unexpected<error>(sockets.error());
  std::vector<io::unique_fd> theirs;
  theirs.push_back(std::move(sockets->theirs));
  socket_->send(encode_birth(), std::move(theirs));
  ++births_;
  return std::move(sockets->ours);
}

void zygote::let_go() {
  has_ended_ = true;
  socket_.reset();
  // Before it is warm, this ends it at once; afterwards the end of the socket does.
  send_signal(pidfd_, SIGTERM);
}

void zygote::kill() {
  send_signal(pidfd_, SIGKILL);
}

bool zygote::wait(std::chrono::milliseconds patience) {
  pollfd watched{pidfd_.get(), POLLIN, 0};
  if (!is_reaped_ && poll(&watched, 1, static_cast<int>(patience.count())) > 0) {
    siginfo_t ignored{};
    // Where SIGCHLD is ignored the kernel has reaped it.
    is_reaped_ = waitid(P_PIDFD, static_cast<id_t>(pidfd_.get()), &ignored, WEXITED | WNOHANG) == 0
                 || errno == ECHILD;
  }
  return is_reaped_;
}

} // namespace cordon::jail
