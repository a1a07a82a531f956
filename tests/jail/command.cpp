// SPDX-License-Identifier: Apache-2.0
#include "command.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace cordon::test {

namespace {

using clock = std::chrono::steady_clock;
constexpr auto patience = std::chrono::seconds(60);

struct pipe_ends {
  io::unique_fd read, write;
};

pipe_ends make_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    throw std::runtime_error("no pipe");
  return {io::unique_fd(ends[0]), io::unique_fd(ends[1])};
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const auto& text : texts)
    all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

/// Appends what is there; false at the end.
bool read_some(int fd, std::string& text) {
  char buffer[64 * 1024];
  const auto n = read(fd, buffer, sizeof buffer);
  if (n > 0)
    text.append(buffer, static_cast<size_t>(n));
  return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

} // namespace

command::command(const std::vector<std::string>& arguments, command_options options)
    : input_(std::move(options.input)) {
  // A child that does not read its input must not end the tests.
  std::signal(SIGPIPE, SIG_IGN);
  auto in = make_pipe(), out = make_pipe(), err = make_pipe();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.read.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.write.get(), STDERR_FILENO);
  if (!options.folder.empty())
    posix_spawn_file_actions_addchdir_np(&actions, options.folder.c_str());
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  const auto argv = pointers(arguments);
  const auto environment = pointers(options.environment);
  const int failed =
      posix_spawnp(&pid_, arguments.at(0).c_str(), &actions, &attributes, argv.data(),
                   options.environment.empty() ? environ : environment.data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (failed != 0)
    throw std::runtime_error("cannot start " + arguments.at(0));
  in_ = std::move(in.write);
  out_ = std::move(out.read);
  err_ = std::move(err.read);
  fcntl(in_.get(), F_SETFL, O_NONBLOCK);
}

command::~command() {
  if (pid_ < 0)
    return;
  send_signal(SIGKILL);
  reap();
}

void command::send_signal(int signal) const {
  kill(pid_, signal);
}

int command::reap() {
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void command::feed_and_drain(command_outcome& outcome) {
  const auto deadline = clock::now() + patience;
  while (out_ || err_) {
    if (input_.empty())
      in_.reset();
    pollfd watched[] = {{in_ ? in_.get() : -1, POLLOUT, 0},
                        {out_ ? out_.get() : -1, POLLIN, 0},
                        {err_ ? err_.get() : -1, POLLIN, 0}};
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - clock::now()).count();
    if (left <= 0)
      return send_signal(SIGKILL);
    poll(watched, 3, static_cast<int>(left));
    if (watched[0].revents != 0) {
      const auto n = write(in_.get(), input_.data(), input_.size());
      input_.erase(0, n > 0                      ? static_cast<size_t>(n)
                      : n < 0 && errno == EAGAIN ? 0
                                                 : input_.size());
    }
    if (watched[1].revents != 0 && !read_some(out_.get(), outcome.out))
      out_.reset();
    if (watched[2].revents != 0 && !read_some(err_.get(), outcome.err))
      err_.reset();
  }
}

command_outcome command::finish() {
  command_outcome outcome;
  feed_and_drain(outcome);
  outcome.exit_code = reap();
  return outcome;
}

command_outcome run_command(const std::vector<std::string>& arguments, command_options options) {
  return command(arguments, std::move(options)).finish();
}

} // namespace cordon::test
