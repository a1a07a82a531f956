// SPDX-License-Identifier: Apache-2.0
#include "redis_server.hpp"

#include "session/redis_handles.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace cordon::test {

namespace {

constexpr int tries = 1'000; // of 10 ms each

std::filesystem::path new_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "cordon-redis-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  return name;
}

[[noreturn]] void become(std::vector<std::string>& arguments) {
  std::vector<char*> pointers;
  for (auto& argument : arguments)
    pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int null = ::open("/dev/null", O_RDWR);
  for (const int stream : {0, 1, 2})
    ::dup2(null, stream);
  ::execvp(pointers[0], pointers.data());
  ::_exit(127);
}

std::string printed(const redisReply& reply) {
  if (reply.type == REDIS_REPLY_INTEGER)
    return std::to_string(reply.integer);
  if (reply.type == REDIS_REPLY_ARRAY) {
    std::string all;
    for (size_t i = 0; i < reply.elements; ++i)
      all += (i ? " " : "") + printed(*reply.element[i]);
    return all;
  }
  return reply.str ? std::string(reply.str, reply.len) : "";
}

void pause_briefly() {
  std::this_thread::sleep_for(std::chrono::milliseconds(10)); // no event to wait for in a server
}

} // namespace

redis_server::redis_server(std::vector<std::string> options)
    : folder_(new_folder()), options_(std::move(options)) {
  std::signal(SIGPIPE, SIG_IGN); // hiredis's own clients need it, as main.cpp does it
  start();
}

redis_server::~redis_server() {
  kill();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void redis_server::start() {
  std::vector<std::string> arguments = {"redis-server",  "--port", "0", "--unixsocket",
                                        socket_path(),   "--save", "",  "--dir",
                                        folder_.string()};
  arguments.insert(arguments.end(), options_.begin(), options_.end());
  pid_ = ::fork();
  REQUIRE(pid_ >= 0);
  if (pid_ == 0)
    become(arguments);
  bool answers = false;
  for (int i = 0; i < tries && !answers; ++i) {
    const session::context_handle context(redisConnectUnix(socket_path().c_str()));
    answers = context && context->err == 0;
    if (!answers)
      pause_briefly();
  }
  REQUIRE(answers);
}

void redis_server::kill() {
  if (pid_ <= 0)
    return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

void redis_server::stop() {
  ::kill(pid_, SIGSTOP);
}

void redis_server::resume() {
  ::kill(pid_, SIGCONT);
}

std::string redis_server::cli(const std::vector<std::string>& command) const {
  const session::context_handle context(redisConnectUnix(socket_path().c_str()));
  REQUIRE(context);
  REQUIRE(context->err == 0);
  std::vector<const char*> starts;
  std::vector<size_t> sizes;
  for (const auto& word : command) {
    starts.push_back(word.data());
    sizes.push_back(word.size());
  }
  const session::reply_handle reply(static_cast<redisReply*>(redisCommandArgv(
      context.get(), static_cast<int>(starts.size()), starts.data(), sizes.data())));
  REQUIRE(reply);
  return printed(*reply);
}

bool redis_server::becomes(const std::vector<std::string>& command,
                           const std::string& wanted) const {
  for (int i = 0; i < tries; ++i) {
    if (cli(command) == wanted)
      return true;
    pause_briefly();
  }
  return false;
}

} // namespace cordon::test
