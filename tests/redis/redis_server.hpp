// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace cordon::test {

/// A real redis-server on a unix socket in a folder of its own. It keeps nothing over a restart,
/// and both go with this object, or with the process.
class redis_server {
public:
  /// Starts it; `options` are redis-server's own. Returns once it answers.
  explicit redis_server(std::vector<std::string> options = {});
  ~redis_server();

  redis_server(const redis_server&) = delete;
  redis_server& operator=(const redis_server&) = delete;

  std::string address() const { return "unix://" + socket_path(); }

  void start();
  void kill();   ///< at once; clients lose what they wait for
  void stop();   ///< SIGSTOP: it is there, but says nothing
  void resume(); ///< after `stop`

  /// One command as an administrator would send it; the answer as redis-cli prints it.
  std::string cli(const std::vector<std::string>& command) const;

  /// Waits for `cli(command)` to print `wanted`; false after 10 s.
  bool becomes(const std::vector<std::string>& command, const std::string& wanted) const;

private:
  std::string socket_path() const { return (folder_ / "redis.sock").string(); }

  std::filesystem::path folder_;
  std::vector<std::string> options_;
  pid_t pid_ = 0;
};

} // namespace cordon::test
