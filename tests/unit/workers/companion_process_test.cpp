// SPDX-License-Identifier: Apache-2.0
#include "companion_process.hpp"

#include "private_redis.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>

using cordon::errc;
using cordon::io::unique_fd;
using cordon::workers::companion_process;
using cordon::workers::private_folder;
using cordon::workers::private_redis;

namespace {

struct pipe_ends {
  unique_fd read_end;
  unique_fd write_end;
};

pipe_ends make_pipe() {
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  return {unique_fd(ends[0]), unique_fd(ends[1])};
}

/// All that comes until every writer is gone.
std::string read_all(pipe_ends& pipe) {
  pipe.write_end.reset();
  std::string text;
  std::array<char, 256> part{};
  for (ssize_t got = 0; (got = read(pipe.read_end.get(), part.data(), part.size())) > 0;)
    text.append(part.data(), static_cast<size_t>(got));
  return text;
}

} // namespace

TEST_CASE("a companion has a process group of its own, and its words arrive",
          "[workers][companion]") {
  auto pipe = make_pipe();
  auto started = companion_process::start("sh", {"-c", "cat; echo $$; ps -o pgid= -p $$"},
                                          pipe.write_end.get());
  REQUIRE(started);
  const std::string pid = std::to_string((*started)->pid());
  const auto words = read_all(pipe);
  CHECK(words.starts_with(pid + '\n'));
  CHECK(words.rfind(pid) > 0);
}

TEST_CASE("a companion is killed and reaped with its object", "[workers][companion]") {
  auto pipe = make_pipe();
  auto started = companion_process::start("sleep", {"600"}, pipe.write_end.get());
  REQUIRE(started);
  const pid_t pid = (*started)->pid();
  CHECK((*started)->is_alive());
  started->reset();
  CHECK(kill(pid, 0) != 0);
  CHECK(read_all(pipe).empty());
}

TEST_CASE("a companion that is gone is noticed", "[workers][companion]") {
  auto pipe = make_pipe();
  auto started = companion_process::start("true", {}, pipe.write_end.get());
  REQUIRE(started);
  siginfo_t info{};
  REQUIRE(waitid(P_PID, static_cast<id_t>((*started)->pid()), &info, WEXITED | WNOWAIT) == 0);
  CHECK_FALSE((*started)->is_alive());
  CHECK_FALSE((*started)->is_alive());
}

TEST_CASE("a companion dies with the process that started it, however that ends",
          "[workers][companion]") {
  auto pipe = make_pipe();
  const pid_t starter = fork();
  if (starter == 0) {
    const auto started = companion_process::start("sleep", {"600"}, pipe.write_end.get());
    raise(started ? SIGKILL : SIGABRT);
  }
  int status = 0;
  REQUIRE(waitpid(starter, &status, 0) == starter);
  REQUIRE(WTERMSIG(status) == SIGKILL);
  // The sleeper holds the other end: this returns only once it is gone as well.
  CHECK(read_all(pipe).empty());
}

TEST_CASE("a program that is not there is not found", "[workers][companion]") {
  auto pipe = make_pipe();
  const auto started = companion_process::start("/nowhere/at-all", {}, pipe.write_end.get());
  REQUIRE_FALSE(started);
  CHECK(started.error().code == errc::not_found);
  const auto redis = private_redis::start("/nowhere/at-all");
  REQUIRE_FALSE(redis);
  CHECK(redis.error().code == errc::not_found);
  CHECK(redis.error().what.find("redis-server") != std::string::npos);
}

TEST_CASE("a private Redis that does not serve is an error with its last words",
          "[workers][private_redis]") {
  const auto redis = private_redis::start("false");
  REQUIRE_FALSE(redis);
  CHECK(redis.error().code == errc::peer_died);
}

TEST_CASE("a private Redis serves on a socket that only we can reach, and leaves nothing",
          "[workers][private_redis]") {
  namespace fs = std::filesystem;
  std::string socket;
  {
    auto redis = private_redis::start();
    REQUIRE(redis);
    CHECK(redis->is_alive());
    REQUIRE(redis->address().starts_with("unix:///"));
    socket = redis->address().substr(std::string("unix://").size());
    CHECK(fs::is_socket(socket));
    CHECK(fs::status(fs::path(socket).parent_path()).permissions() == fs::perms::owner_all);
  }
  CHECK_FALSE(fs::exists(fs::path(socket).parent_path()));
}

TEST_CASE("what a killed process left is removed by the next one, and nothing that is in use",
          "[workers][private_redis]") {
  namespace fs = std::filesystem;
  const auto kept = private_folder::make().value();
  const auto parent = fs::path(kept.path()).parent_path();
  std::string killed;
  {
    int ends[2];
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    const pid_t child = fork();
    if (child == 0) {
      const auto own = private_folder::make();
      const auto path = own ? own->path() : "";
      fs::create_directory(path + "/inside");
      [[maybe_unused]] const auto written = write(ends[1], path.data(), path.size());
      kill(getpid(), SIGKILL);
    }
    close(ends[1]);
    char text[200]{};
    REQUIRE(read(ends[0], text, sizeof text - 1) > 0);
    close(ends[0]);
    REQUIRE(waitpid(child, nullptr, 0) == child);
    killed = text;
  }
  REQUIRE(fs::exists(killed));
  fs::create_directory_symlink(parent, parent / "cordon-up-linked");
  const auto next = private_folder::make().value();
  fs::remove(parent / "cordon-up-linked");
  CHECK_FALSE(fs::exists(killed));
  CHECK(fs::exists(kept.path()));
  CHECK(fs::exists(next.path()));
}
