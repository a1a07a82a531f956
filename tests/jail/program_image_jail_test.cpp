// SPDX-License-Identifier: Apache-2.0
#include "jail/program_image.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using cordon::jail::program_image;

namespace {

/// The exit code of what the path names, started with a descriptor 3 that is no socket; -1 where it
/// does not start.
int run(const std::string& path) {
  char* const argv[] = {const_cast<char*>(path.c_str()), nullptr};
  char* const environment[] = {nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 3, "/dev/null", O_RDONLY, 0);
  pid_t pid = -1;
  int status = 0;
  const bool has_started =
      posix_spawn(&pid, path.c_str(), &actions, nullptr, argv, environment) == 0;
  posix_spawn_file_actions_destroy(&actions);
  if (!has_started || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
    return -1;
  return WEXITSTATUS(status);
}

} // namespace

TEST_CASE("an image of a program starts it", "[jail][program_image]") {
  CHECK(run(program_image(CORDON_RUNNER).path()) == 2); // its answer without a socket
}

TEST_CASE("an image keeps off the descriptors that a program is started with",
          "[jail][program_image]") {
  std::vector<cordon::io::unique_fd> freed;
  for (int low = STDERR_FILENO + 1; low <= 5; ++low) {
    freed.emplace_back(fcntl(low, F_DUPFD_CLOEXEC, 100));
    close(low);
  }
  const program_image image(CORDON_RUNNER);
  for (int low = STDERR_FILENO + 1; low <= 5; ++low) {
    CHECK(image.path() != "/proc/self/fd/" + std::to_string(low));
    if (const auto& kept = freed[static_cast<size_t>(low - STDERR_FILENO - 1)])
      dup3(kept.get(), low, O_CLOEXEC);
  }
}

TEST_CASE("nobody can write to an image", "[jail][program_image]") {
  const program_image image(CORDON_RUNNER);
  if (image.path() == CORDON_RUNNER)
    SKIP("no huge pages here");
  const cordon::io::unique_fd memory(open(image.path().c_str(), O_RDWR | O_CLOEXEC));
  if (memory)
    CHECK((write(memory.get(), "x", 1) < 0 && errno == EPERM));
}

TEST_CASE("what is no program has no image", "[jail][program_image]") {
  CHECK(program_image("/etc/passwd").path() == "/etc/passwd");
  CHECK(program_image("/nonexistent").path() == "/nonexistent");
}
