// SPDX-License-Identifier: Apache-2.0
#include "jail/program_image.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using cordon::jail::program_image;

namespace {

/// The exit code of what the path names, -1 where it does not start.
int run(const std::string& path) {
  char* const argv[] = {const_cast<char*>(path.c_str()), nullptr};
  char* const environment[] = {nullptr};
  pid_t pid = -1;
  int status = 0;
  if (posix_spawn(&pid, path.c_str(), nullptr, nullptr, argv, environment) != 0
      || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
    return -1;
  return WEXITSTATUS(status);
}

} // namespace

TEST_CASE("an image of a program starts it", "[jail][program_image]") {
  CHECK(run(program_image(CORDON_RUNNER).path()) == 2); // its answer without a socket
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
