// SPDX-License-Identifier: Apache-2.0
#include "jail/cgroup.hpp"
#include "layer.hpp"
#include "temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cordon::layers {

namespace {

constexpr uint32_t nobodys_uid = 1'600'000'002;
constexpr size_t mib = 1u << 20;

job::limits small() {
  job::limits limits;
  limits.timeout = std::chrono::milliseconds(0);
  limits.max_memory_bytes = 64 * mib;
  limits.max_processes = 4;
  limits.max_file_bytes = 1 * mib;
  return limits;
}

/// Forks until it may not, or there are many; ends them all.
int fork_bomb() {
  constexpr int many = 64;
  int stopped_by = 0;
  std::vector<pid_t> children;
  for (int i = 0; i < many && stopped_by == 0; ++i) {
    const auto child = fork();
    if (child == 0)
      for (;;)
        pause();
    if (child < 0)
      stopped_by = errno;
    else
      children.push_back(child);
  }
  for (const auto child : children) {
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }
  return stopped_by;
}

int eat_memory() {
  constexpr size_t much = 512 * mib;
  auto* memory = static_cast<char*>(
      mmap(nullptr, much, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  if (memory == MAP_FAILED)
    return errno;
  for (size_t at = 0; at < much; at += 4'096)
    memory[at] = 1;
  return 0;
}

int burn_cpu() {
  constexpr double seconds = 3.5; // the limit is 2 s
  while (static_cast<double>(std::clock()) / CLOCKS_PER_SEC < seconds) {
  }
  return 0;
}

int write_much() {
  const int file = open(".", O_TMPFILE | O_RDWR, 0600);
  return errno_unless(file >= 0 && pwrite(file, "x", 1, 4 * mib) == 1);
}

int open_much() {
  for (int i = 0; i < 2'000; ++i)
    if (open("/dev/null", O_RDONLY) < 0)
      return errno;
  return 0;
}

int crash() {
  raise(SIGSEGV);
  return 0;
}

step with_room_for(__rlimit_resource resource, rlim_t room) {
  return [resource, room] {
    const rlimit both{room, room};
    return errno_unless(setrlimit(resource, &both) == 0);
  };
}

} // namespace

TEST_CASE("rlimits alone bound files, descriptors and memory", "[layers][rlimits]") {
  const audit::temporary_folder folder;
  const step there = [&] { return errno_unless(chdir((folder / ".").c_str()) == 0); };
  const auto alone = all_of(there, rlimits(small(), false));
  CHECK(attempt(write_much, there) == "got it");
  CHECK(attempt(write_much, alone) == "SIGXFSZ");
  CHECK(attempt(eat_memory) == "got it");
  CHECK(attempt(eat_memory, alone) == "ENOMEM");
  const auto room = with_room_for(RLIMIT_NOFILE, 4'096);
  if (attempt(open_much, room) == "got it")
    CHECK(attempt(open_much, all_of(room, alone)) == "EMFILE");
}

TEST_CASE("rlimits alone bound the time on processors", "[layers][rlimits]") {
  auto limits = small();
  limits.max_processes = 1;
  CHECK(attempt(burn_cpu) == "got it");
  CHECK(attempt(burn_cpu, rlimits(limits, true)) == "SIGKILL");
}

TEST_CASE("rlimits alone bound the processes of a user", "[layers][rlimits]") {
  if (geteuid() != 0)
    SKIP("only root can become a user with no other process");
  const auto user = host_user(nobodys_uid);
  CHECK(attempt(fork_bomb, user) == "got it");
  CHECK(attempt(fork_bomb, all_of(rlimits(small(), true), user)) == "EAGAIN");
}

TEST_CASE("either of two bars alone forbids core dumps", "[layers][rlimits]") {
  const audit::temporary_folder folder;
  const step there = [&] { return errno_unless(chdir((folder / ".").c_str()) == 0); };
  const auto room = all_of(there, with_room_for(RLIMIT_CORE, RLIM_INFINITY));
  if (attempt(crash, room) != "SIGSEGV and a core")
    SKIP("no process leaves a core on this machine");
  CHECK(attempt(crash, all_of(room, no_core_dumps())) == "SIGSEGV");
  CHECK(attempt(crash, all_of(room, rlimits(small(), true))) == "SIGSEGV");
}

TEST_CASE("a cgroup alone bounds the memory and the processes of all together",
          "[layers][cgroup]") {
  const auto tree = jail::cgroup_tree::make("");
  if (!tree)
    SKIP("no control groups to be had: " + tree.error().text());
  auto leaf = (*tree)->open_leaf("layers", 0);
  REQUIRE(leaf);
  auto taken = runner::slot_cgroup::of(leaf->files, std::move(leaf->fds));
  REQUIRE(taken);
  auto& slot = *taken;
  REQUIRE(slot.begin(small()));
  CHECK(attempt(eat_memory) == "got it");
  CHECK(attempt(eat_memory, cgroup(slot)) == "SIGKILL");
  CHECK(slot.oom_kills() > 0);
  CHECK(attempt(fork_bomb) == "got it");
  CHECK(attempt(fork_bomb, cgroup(slot)) == "EAGAIN");
}

TEST_CASE("no descriptor that was open before is a program's", "[layers][descriptors]") {
  const audit::temporary_folder folder;
  audit::write_file(folder / "canary", "secret");
  const int canary = open((folder / "canary").c_str(), O_RDONLY);
  REQUIRE(canary >= 0);
  const step attack = [canary] {
    char byte;
    for (int fd = 0; fd < 1'024; ++fd)
      if (pread(fd, &byte, 1, 0) == 1 && byte == 's')
        return 0;
    return EBADF;
  };
  CHECK(attempt(attack) == "got it");
  CHECK(attempt(attack, streams_only()) == "EBADF");
  close(canary);
}

} // namespace cordon::layers
