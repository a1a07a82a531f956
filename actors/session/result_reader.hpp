// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace cordon::session {

/// Reads what workers keep in Redis, for commands: each call blocks. One thread at a time.
///
/// Errors: bad_input for an address that is none or a password that Redis refuses, peer_died where
/// Redis can't be reached or stops answering, protocol where it answers nonsense; each names the
/// address (never the password).
class result_reader {
public:
  using clock = std::chrono::steady_clock;

  /// `address` as in `session_settings::redis`; `password` "": that of the address, or none.
  /// `timeout` holds for connecting and for each answer of Redis.
  static expected<result_reader> connect(const std::string& address, const std::string& password,
                                         std::chrono::milliseconds timeout);

  result_reader(result_reader&&) noexcept;
  result_reader& operator=(result_reader&&) noexcept;
  ~result_reader();

  /// What is kept under `key` (`result_key()`, or an artifact's `ref`); nothing where nothing is.
  expected<std::optional<std::string>> get(const std::string& key);

  /// The same, but waits for it: nothing where there is none at `deadline` either.
  expected<std::optional<std::string>> wait(const std::string& key, clock::time_point deadline);

private:
  struct state;
  explicit result_reader(std::unique_ptr<state>);
  std::unique_ptr<state> state_;
};

} // namespace cordon::session
