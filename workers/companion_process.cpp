// SPDX-License-Identifier: Apache-2.0
#include "companion_process.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cordon::workers {

namespace {

/// What the child needs, made before the fork: it allocates nothing.
struct start_plan {
  const char* program;
  char* const* argv;
  int output;
  bool keeps_stderr;
  pid_t parent;
  int report; ///< close-on-exec: errno of what failed goes here, nothing where it runs
};

/// This process starts with SIGPIPE ignored and stop signals blocked; its children do not.
void restore_signals() {
  struct sigaction usual {};
  usual.sa_handler = SIG_DFL;
  sigaction(SIGPIPE, &usual, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

bool connect_streams(const start_plan& plan) {
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  return nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 && dup2(plan.output, STDOUT_FILENO) >= 0
         && (plan.keeps_stderr || dup2(plan.output, STDERR_FILENO) >= 0);
}

/// After the fork: calls only what is async-signal-safe.
[[noreturn]] void run_child(const start_plan& plan) {
  setpgid(0, 0);
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == plan.parent && connect_streams(plan)) {
    restore_signals();
    execvp(plan.program, plan.argv);
  }
  const int failed = errno;
  [[maybe_unused]] const auto told = write(plan.report, &failed, sizeof failed);
  _exit(127);
}

/// errno of what kept the child from running; 0 where it runs.
int read_report(int fd) {
  int failed = 0;
  ssize_t got = 0;
  do
    got = read(fd, &failed, sizeof failed);
  while (got < 0 && errno == EINTR);
  return got == sizeof failed ? failed : 0;
}

} // namespace

expected<std::unique_ptr<companion_process>>
companion_process::start(const std::string& program, const std::vector<std::string>& arguments,
                         int output, bool keeps_stderr) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return system_failure("cannot make a pipe", "pipe2", errno);
  const io::unique_fd read_end(ends[0]);
  io::unique_fd write_end(ends[1]);
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const auto& argument : arguments)
    argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const start_plan plan{program.c_str(), argv.data(), output,
                        keeps_stderr,    getpid(),    write_end.get()};
  const pid_t pid = fork();
  if (pid < 0)
    return system_failure("cannot start a process", "fork", errno);
  if (pid == 0)
    run_child(plan);
  std::unique_ptr<companion_process> process(new companion_process(pid));
  write_end.reset();
  const int failed = read_report(read_end.get());
  if (failed == ENOENT)
    return fail(errc::not_found, "there is no such program", program);
  if (failed != 0)
    return system_failure("cannot be started", program, failed);
  return process;
}

companion_process::~companion_process() {
  if (!is_alive())
    return;
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

bool companion_process::is_alive() {
  if (!ended_)
    ended_ = waitpid(pid_, nullptr, WNOHANG) != 0;
  return !ended_;
}

} // namespace cordon::workers
