// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <filesystem>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace cordon::test {

/// A server on a unix socket that answers whatever comes first with given bytes and then hangs up
/// once the client does. Serves one client after another until it is destroyed.
class fake_redis {
public:
  explicit fake_redis(std::string says) : says_(std::move(says)) {
    std::string name = (std::filesystem::temp_directory_path() / "cordon-fake-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
    sockaddr_un where{};
    where.sun_family = AF_UNIX;
    path().copy(where.sun_path, sizeof where.sun_path - 1);
    listener_.reset(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    REQUIRE(::bind(listener_.get(), reinterpret_cast<sockaddr*>(&where), sizeof where) == 0);
    REQUIRE(::listen(listener_.get(), 8) == 0);
    thread_ = std::thread([this] { serve(); });
  }

  /// The client must be gone.
  ~fake_redis() {
    ::shutdown(listener_.get(), SHUT_RDWR);
    thread_.join();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::string path() const { return (folder_ / "s").string(); }

private:
  void serve() {
    while (true) {
      const io::unique_fd client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
      if (!client)
        return;
      char buffer[4096];
      if (::recv(client.get(), buffer, sizeof buffer, 0) <= 0)
        continue;
      ::send(client.get(), says_.data(), says_.size(), MSG_NOSIGNAL);
      while (::recv(client.get(), buffer, sizeof buffer, 0) > 0) {
      }
    }
  }

  std::string says_;
  std::filesystem::path folder_;
  io::unique_fd listener_;
  std::thread thread_;
};

} // namespace cordon::test
