// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace cordon::test {

/// A TCP server of the host, for programs that are let out to it, or must not be. It reads each
/// connection to its end and answers with what it read in upper case; a request "GET …" it answers
/// as HTTP at once, and "hold" with a byte, after which it reads on. One thread a connection.
class host_server {
public:
  /// Listens on `address` and a port that the kernel chooses.
  explicit host_server(const std::string& address = "127.0.0.1");
  ~host_server();

  host_server(const host_server&) = delete;
  host_server& operator=(const host_server&) = delete;

  uint16_t port() const { return port_; }
  std::string port_text() const { return std::to_string(port_); }

  int connections() const { return connections_; }
  /// Connections that have ended, by the peer's end or its reset.
  int ended() const { return ended_; }
  /// All that was read.
  std::string heard() const;

private:
  void accept_all();
  void serve(int connection);
  void answer(int connection);

  io::unique_fd listening_;
  uint16_t port_ = 0;
  std::atomic<int> connections_{0};
  std::atomic<int> ended_{0};
  mutable std::mutex mutex_;
  std::string heard_;              // guarded by mutex_
  std::vector<io::unique_fd> fds_; // guarded by mutex_
  std::vector<std::thread> serving_;
  std::thread accepting_;
};

} // namespace cordon::test
