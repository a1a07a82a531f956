// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "egress/relay.hpp"
#include "io/address_lookup.hpp"
#include "io/event_loop.hpp"
#include "io/unique_fd.hpp"
#include "job/egress_target.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cordon::egress {

/// One connection of a program, from the look-up of its target to the end of its bytes. The program
/// holds its connection as made already, so one that can't be made is reset. Loop's thread only.
class connection {
public:
  /// Called once; `failure` is why the target was not reached, or "". It may not destroy the
  /// connection: it posts that to the loop.
  using on_end = std::function<void(const std::string& failure)>;

  /// `program` is non-blocking and connected.
  connection(io::event_loop& loop, io::unique_fd program, on_end end);

  /// Goes to the target. Called once.
  void start(const job::egress_target& target);

  /// The program is no more; see relay::finish.
  void finish();

  /// Whether the target was reached.
  bool is_through() const { return relay_ != nullptr; }

private:
  void try_next();
  expected<void> begin_attempt(const io::socket_address& where);
  void attempt_ended();
  void give_up(std::string why);

  io::event_loop& loop_;
  io::unique_fd program_;
  on_end on_end_;
  std::vector<io::socket_address> candidates_; ///< not tried yet, last first
  io::unique_fd remote_;
  bool answered_ = false; ///< the attempt under way
  std::unique_ptr<io::address_lookup> lookup_;
  std::unique_ptr<io::fd_watcher> watcher_; ///< of the attempt under way
  std::unique_ptr<relay> relay_;
  io::timer next_step_; ///< the end of the attempt under way, or of the patience with it
};

} // namespace cordon::egress
