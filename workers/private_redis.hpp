// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "companion_process.hpp"
#include "io/unique_fd.hpp"
#include "job/error.hpp"

#include <memory>
#include <string>

namespace cordon::workers {

/// A folder of mode 0700 that is removed with all in it; where this process is killed, by the next
/// one that makes such a folder.
class private_folder {
public:
  /// Removes what killed processes of this user left, and makes one. Errors: system.
  static expected<private_folder> make();
  ~private_folder();
  private_folder(private_folder&& other) noexcept
      : path_(std::move(other.path_)), lock_(std::move(other.lock_)) {
    other.path_.clear();
  }
  private_folder& operator=(private_folder&&) = delete;

  const std::string& path() const { return path_; }

  /// Removes it before its time: the process is about to end without destructors.
  void remove() const noexcept;

private:
  private_folder(std::string path, io::unique_fd lock)
      : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string path_;   ///< "": moved from
  io::unique_fd lock_; ///< its flock ends with the process, however that ends
};

/// A redis-server of our own: on a unix socket in a private folder, without a TCP port, keeping
/// nothing over its end, which comes with that of this object or process.
class private_redis {
public:
  /// Errors: not_found where there is no redis-server; peer_died where it does not serve; system.
  static expected<private_redis> start(const std::string& program = "redis-server");

  /// "unix:///…", as the configuration takes it.
  std::string address() const { return "unix://" + socket_; }
  bool is_alive() { return process_->is_alive(); }
  const private_folder& folder() const { return folder_; }

private:
  private_redis(private_folder folder, std::unique_ptr<companion_process> process,
                std::string socket)
      : folder_(std::move(folder)), process_(std::move(process)), socket_(std::move(socket)) {}

  private_folder folder_; ///< goes after the process
  std::unique_ptr<companion_process> process_;
  std::string socket_;
};

} // namespace cordon::workers
