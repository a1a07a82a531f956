// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/address_lookup.hpp"
#include "io/event_loop.hpp"
#include "session/redis_address.hpp"
#include "session/redis_handles.hpp"
#include "session/redis_link.hpp"

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace cordon::session {

/// A command on its way to Redis.
struct command {
  command_ptr bytes;
  /// Called once: with Redis's answer, valid for the call, which can be of any kind and an error;
  /// null where the command was given up.
  std::function<void(const redisReply* answer)> done;
  /// Whether it waits until Redis has room for it; otherwise that refusal is its answer.
  bool waits_for_room = true;
  uint32_t broke = 0; ///< connections that ended while it was the oldest without an answer
};

/// Commands to one Redis in their order, over as many connections as it takes. A command whose
/// answer got lost is sent again. Loop's thread only; not to be destroyed from within a callback.
class redis_connection {
public:
  struct observer {
    std::function<void(const std::string& why)> away; ///< once an outage, and when `why` changes
    std::function<void(std::chrono::milliseconds away, uint64_t given_up)> back;
  };

  /// `wait`: commands wait while Redis is away; otherwise they are given up at once.
  redis_connection(io::event_loop& loop, redis_address address, bool wait,
                   const redis_timing& timing, observer told);
  ~redis_connection();

  redis_connection(const redis_connection&) = delete;
  redis_connection& operator=(const redis_connection&) = delete;

  void send(command command);

private:
  enum class state {
    starting, ///< no attempt has ended yet
    up,
    trying, ///< Redis refused a command and is asked the same again, alone
    down,
  };
  using clock = std::chrono::steady_clock;

  void begin_attempt();
  void found(expected<std::vector<io::socket_address>> candidates);
  void try_next_candidate();
  void link_up();
  void link_reply(const redisReply& reply);
  void link_down(std::string why, bool refused);
  void lost(const std::string& why, bool refused);
  bool is_to_wait(const redisReply& reply) const;
  void announce_back();
  void send_waiting();
  void drop_what_breaks();
  void give_up_all();
  std::chrono::milliseconds next_delay(bool refused);

  io::event_loop& loop_;
  redis_address address_;
  bool wait_;
  redis_timing timing_;
  observer observer_;
  state state_ = state::starting;
  bool refused_ = false;           ///< whether the outage began with a refused command
  std::string why_;                ///< of the outage, as the observer knows it
  clock::time_point away_since_{}; ///< while down
  clock::time_point up_since_{};   ///< of the link
  uint64_t given_up_ = 0;          ///< since away_since_
  uint32_t attempts_ = 0;          ///< without success
  std::minstd_rand jitter_{std::random_device{}()};
  std::deque<command> commands_;               ///< without an answer
  size_t sent_ = 0;                            ///< of these, on this link
  std::vector<io::socket_address> candidates_; ///< not tried yet in this attempt, last first
  std::unique_ptr<io::address_lookup> lookup_;
  std::unique_ptr<redis_link> link_;
  io::timer next_; ///< the next attempt, or candidate
};

} // namespace cordon::session
