// SPDX-License-Identifier: Apache-2.0
#include "layer.hpp"
#include "pid_namespace.hpp"
#include "temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <string_view>
#include <sys/ipc.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cordon::layers {

namespace {

/// Who is not root needs a user namespace to make any other.
int alone(int flags) {
  return geteuid() == 0 ? flags : flags | CLONE_NEWUSER;
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : EINTR;
}

/// Runs an attack in a child that is born into a program's pid namespace.
int in_pid_namespace(const step& attack) {
  if (geteuid() != 0 && unshare(CLONE_NEWUSER) != 0)
    return errno;
  auto inside = runner::pid_namespace::make({});
  if (!inside || inside->direct_children_into_it() != 0)
    return EINVAL;
  const auto child = fork();
  if (child == 0)
    _exit(attack());
  return wait_for(child);
}

/// The two ends of a pipe.
struct pipe_ends {
  int read = -1;
  int write = -1;
};

pipe_ends make_pipe() {
  int both[2] = {-1, -1};
  return pipe2(both, 0) == 0 ? pipe_ends{both[0], both[1]} : pipe_ends{};
}

/// Leaves a daemon in a session of its own, which lives until nobody holds the write end of
/// `until`.
int leave_daemon(const pipe_ends& until) {
  const auto between = fork();
  if (between == 0) {
    setsid();
    if (fork() == 0) {
      char byte;
      close(until.write);
      (void)!read(until.read, &byte, 1);
    }
    _exit(0);
  }
  return wait_for(between);
}

/// Whether a daemon lives longer than the pid namespace that it was left in, or than what left it.
int survive(bool in_namespace) {
  const auto held = make_pipe();
  const auto until = make_pipe();
  const step attack = [&] { return leave_daemon(until); };
  // The namespace ends in there, with its object.
  if (const int failed = in_namespace ? in_pid_namespace(attack) : attack())
    return failed;
  close(held.write); // of which the daemon has the other one
  pollfd end{held.read, POLLIN, 0};
  return poll(&end, 1, 0) == 1 ? ESRCH : 0;
}

} // namespace

TEST_CASE("a pid namespace alone hides the host's processes", "[layers][namespaces]") {
  const step attack = [victim = getpid()] { return errno_unless(kill(victim, 0) == 0); };
  CHECK(attempt(attack) == "got it");
  CHECK(attempt([&] { return in_pid_namespace(attack); }) == "ESRCH");
}

TEST_CASE("a pid namespace alone ends all that a program started", "[layers][namespaces]") {
  CHECK(attempt([] { return survive(false); }) == "got it");
  CHECK(attempt([] { return survive(true); }) == "ESRCH");
}

TEST_CASE("an ipc namespace alone hides the host's shared memory", "[layers][namespaces]") {
  const int made = shmget(IPC_PRIVATE, 4'096, 0600);
  REQUIRE(made >= 0);
  const step attack = [made] {
    return errno_unless(shmat(made, nullptr, 0) != reinterpret_cast<void*>(-1));
  };
  CHECK(attempt(attack) == "got it");
  CHECK(attempt(attack, namespaces(alone(CLONE_NEWIPC))) == "EINVAL");
  shmctl(made, IPC_RMID, nullptr);
}

TEST_CASE("a uts namespace alone keeps the host's name", "[layers][namespaces]") {
  // The host of this test is a uts namespace, too, so that the control renames nobody.
  const auto renames = [](const step& layer) {
    constexpr std::string_view taken = "taken";
    if (unshare(alone(CLONE_NEWUTS)) != 0)
      return errno;
    const auto child = fork();
    if (child == 0)
      _exit(layer() == 0 && sethostname(taken.data(), taken.size()) == 0 ? 0 : EPERM);
    if (const int failed = wait_for(child))
      return failed;
    char name[65]{};
    gethostname(name, sizeof name - 1);
    return name == taken ? 0 : ENOENT;
  };
  CHECK(attempt([&] { return renames([] { return 0; }); }) == "got it");
  CHECK(attempt([&] { return renames(namespaces(CLONE_NEWUTS)); }) == "ENOENT");
}

TEST_CASE("a user namespace alone takes root's privileges over the host", "[layers][namespaces]") {
  if (geteuid() != 0)
    SKIP("only root has privileges to lose");
  const audit::temporary_folder folder;
  const auto canary = folder / "canary";
  constexpr uid_t somebody = 1'600'000'001;
  audit::write_file(canary, "secret");
  REQUIRE(chown(canary.c_str(), somebody, somebody) == 0);
  REQUIRE(chmod(canary.c_str(), 0600) == 0);
  const std::pair<step, const char*> attacks[] = {
      {[&] { return errno_unless(open(canary.c_str(), O_RDONLY) >= 0); }, "EACCES"},
      {[&] { return errno_unless(chmod(canary.c_str(), 0644) == 0); }, "EPERM"},
      {[] { return errno_unless(setpriority(PRIO_PROCESS, 0, -5) == 0); }, "EACCES"},
  };
  for (const auto& [attack, stopped_by] : attacks) {
    CHECK(attempt(attack, namespaces(CLONE_NEWUSER)) == stopped_by);
    CHECK(attempt(attack) == "got it");
  }
}

} // namespace cordon::layers
