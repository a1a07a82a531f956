// SPDX-License-Identifier: Apache-2.0
#include "jail/jailed_process.hpp"

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

/// An outer process that has not ended its jail after this long is killed without being asked.
constexpr auto patience = std::chrono::seconds(2);
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
    return system_failure("cannot start the jail program", program, failed);
  return pid;
}

} // namespace

expected<std::unique_ptr<jailed_process>>
jailed_process::start(io::event_loop& loop, const std::string& program, const setup& setup,
                      std::vector<io::unique_fd> cgroup_files, callbacks callback) {
  auto sockets = make_sockets();
  if (!sockets)
    return tl::unexpected<error>(sockets.error());
  auto pid = spawn(program, sockets->theirs.get());
  if (!pid)
    return tl::unexpected<error>(pid.error());
  std::unique_ptr<jailed_process> process(
      new jailed_process(loop, std::move(sockets->ours), *pid, std::move(callback)));
  process->send(encode(setup), std::move(cgroup_files));
  return process;
}

jailed_process::jailed_process(io::event_loop& loop, io::unique_fd socket, pid_t pid,
                               callbacks callback)
    : callback_(std::move(callback)), pid_(pid),
      socket_(
          loop, std::move(socket),
          [this](std::string_view body, std::vector<io::unique_fd> fds) {
            if (kind_of(body) != message_kind::ready)
              return callback_.on_frame(body, std::move(fds));
            auto message = decode_ready(body);
            callback_.on_ready(message ? std::move(*message) : ready{{}, message.error().text()},
                               std::move(fds));
          },
          [this](error why) { callback_.on_end(std::move(why)); }) {}

jailed_process::~jailed_process() {
  // It kills and reaps its child, PID 1 of the jail, and with that everything inside.
  kill(pid_, SIGTERM);
  const auto give_up = std::chrono::steady_clock::now() + patience;
  while (waitpid(pid_, nullptr, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > give_up)
      kill(pid_, SIGKILL);
    std::this_thread::sleep_for(pause_between_looks);
  }
}

void jailed_process::send(std::string_view body, std::vector<io::unique_fd> fds) {
  socket_.send(body, std::move(fds));
}

} // namespace cordon::jail
