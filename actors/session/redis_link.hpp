// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/address_lookup.hpp"
#include "io/event_loop.hpp"
#include "io/unique_fd.hpp"
#include "session/redis_address.hpp"
#include "session/redis_handles.hpp"

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>

namespace cordon::session {

/// How patient cordon is with Redis.
struct redis_timing {
  std::chrono::milliseconds tick{1'000}; ///< how often a connection is looked at
  uint32_t ping_after_ticks = 2;         ///< without a byte: asks whether Redis is there
  uint32_t silent_ticks = 6;             ///< without a byte while it owes one: it is not
  std::chrono::milliseconds first_retry{100};
  std::chrono::milliseconds last_retry{5'000};    ///< each retry waits twice as long up to this
  std::chrono::milliseconds refused_retry{1'000}; ///< where Redis answers, but with a refusal
};

/// One connection to one Redis: logs in, sends commands in order, notices silence. Loop's thread
/// only. After `down`, or `close`, it is of no more use; destroying it is up to the owner, though
/// not from within a callback.
///
/// It reads and writes the socket itself and leaves only the protocol to hiredis: hiredis's own
/// async context aborts on a reply that nobody asked for, its libuv adapter misses a refused
/// connection, and its output buffer takes quadratic time for an artifact.
class redis_link {
public:
  struct events {
    std::function<void()> up; ///< logged in, and Redis takes writes
    /// The answer to the oldest command without one.
    std::function<void(const redisReply&)> reply;
    /// `refused`: Redis is there, but doesn't serve.
    std::function<void(std::string why, bool refused)> down;
  };

  redis_link(io::event_loop& loop, const redis_address& login, const redis_timing& timing,
             events told);
  ~redis_link();

  redis_link(const redis_link&) = delete;
  redis_link& operator=(const redis_link&) = delete;

  /// Starts; `down` can come from in here.
  void open(const io::socket_address& where);

  /// Calls nothing back. Only once it is up.
  void send(command_ptr command);

  /// No event comes any more.
  void close();

private:
  enum class stage { connecting, login, up, dead };
  enum class answer { login, select, probe, command, pong };

  expected<void> connect_to(const io::socket_address& where);
  void ready(int flags);
  void finish_connect(int flags);
  void log_in();
  void queue(answer expected_answer, command_ptr command);
  void read_some();
  void write_some();
  void take_replies();
  void take(const redisReply& reply);
  void take_login(answer kind, const redisReply& reply);
  void watch_on();
  void tick();
  void failed(std::string why, bool refused = false);

  io::event_loop& loop_;
  redis_address login_;
  redis_timing timing_;
  events events_;
  stage stage_ = stage::connecting;
  io::unique_fd fd_;
  std::unique_ptr<io::fd_watcher> watcher_; // goes before fd_
  io::timer ticker_;
  reader_handle reader_;
  size_t unparsed_bytes_ = 0; ///< read since the last whole reply
  std::deque<command_ptr> to_write_;
  size_t written_of_first_ = 0;
  std::deque<answer> awaited_;
  uint32_t quiet_ticks_ = 0; ///< since the last byte in either direction
};

} // namespace cordon::session
