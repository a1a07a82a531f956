// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "egress/connection.hpp"
#include "io/event_loop.hpp"
#include "io/unique_fd.hpp"
#include "job/egress_target.hpp"

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace cordon::egress {

/// What became of programs' connections, since the start. Any thread reads it.
struct tally {
  std::atomic<uint64_t> made{0};    ///< their target was reached
  std::atomic<uint64_t> failed{0};  ///< it was not
  std::atomic<uint64_t> refused{0}; ///< over `max_connections`
};

/// Connections that the program of one runner may have at a time.
inline constexpr size_t max_connections = 64;

/// The way out of one runner's network namespace: a listening socket in there for each target, and
/// the connections that came in by them. Open while a job runs and shut otherwise. Loop's thread
/// only.
class gate {
public:
  /// A bound TCP socket of the jail, and where its connections go.
  struct door {
    io::unique_fd socket;
    job::egress_target target;
  };

  /// `counts` outlives the gate.
  gate(io::event_loop& loop, std::vector<door> doors, tally& counts);
  ~gate();

  /// Lets the program of the job `job_id` connect. @pre it is shut
  expected<void> open(std::string job_id);

  /// Cuts every connection, those too that are still in a kernel's queue: none of one job's is left
  /// for the next. What the program has sent before goes on as far as the target takes it at once.
  void shut();

private:
  void accept_from(door& from);
  void admit(const job::egress_target& target, io::unique_fd socket);
  void ended(uint64_t number, const std::string& target, const std::string& failure);
  void watch_doors(int events);

  io::event_loop& loop_;
  std::vector<door> doors_;
  tally& counts_;
  std::string job_id_;
  std::vector<std::unique_ptr<io::fd_watcher>> watchers_; ///< of the doors, while open
  std::map<uint64_t, std::unique_ptr<connection>> connections_;
  uint64_t next_number_ = 1;
};

} // namespace cordon::egress
