// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "companion_process.hpp"
#include "job/error.hpp"

#include <memory>
#include <string>

namespace cordon::workers {

/// A folder of mode 0700 that is removed with all in it.
class private_folder {
public:
  /// Errors: system.
  static expected<private_folder> make();
  ~private_folder();
  private_folder(private_folder&& other) noexcept : path_(std::move(other.path_)) {
    other.path_.clear();
  }
  private_folder& operator=(private_folder&&) = delete;

  const std::string& path() const { return path_; }

  /// Removes it before its time: the process is about to end without destructors.
  void remove() const noexcept;

private:
  explicit private_folder(std::string path) : path_(std::move(path)) {}

  std::string path_; ///< "": moved from
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
