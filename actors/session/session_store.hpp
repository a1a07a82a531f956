// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"
#include "job/earlier_runs.hpp"
#include "job/error.hpp"
#include "job/health.hpp"
#include "job/record.hpp"
#include "job/result.hpp"
#include "job/stored_result.hpp"
#include "session/keys.hpp" // for those who look up what is kept here

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct redisReply;

namespace cordon::session {

struct command_bytes;

/// Where Redis is and what is kept there.
struct session_settings {
  /// redis://[user[:password]@]host[:port][/db] or unix:///path[?db=n]; rediss is refused.
  std::string redis{};
  std::string password{}; ///< "": that of the address, or none
  std::chrono::seconds result_ttl{86'400};
  /// How long a job's name stands for that job once it has its result.
  std::chrono::seconds dedupe_ttl{86'400};
  /// How long it does after the last word of a worker that runs the job, or died.
  std::chrono::milliseconds claim_lease{30'000};
  uint32_t max_crashes = 3;
  /// Whether jobs wait while Redis is away, or run without what it keeps.
  bool wait_when_down = true;
};

/// A record whose job is to run.
struct asked_job {
  std::string user_id_json; ///< as in job::job
  std::string id;
  std::string digest; ///< as of job::submission; "": the job claims no name
  job::record_position at;
  job::job_origin first; ///< see job::request
};

/// All that lives in Redis: results by id, claims of names, starts, artifacts. Any thread may call;
/// callbacks come on the loop's thread and must not block. While Redis is away, calls wait for it
/// in order, or are answered at once as if it were empty (`wait_when_down`). Log and health say so.
class session_store {
public:
  static expected<std::unique_ptr<session_store>>
  make(io::event_loop& loop, session_settings settings, job::health& health);
  /// Callbacks that are still due never come. Waits for one that is under way, unless it is that
  /// one which destroys the store. The loop must outlive the store, `health` likewise.
  ~session_store();

  /// Looks the record up. Where it is to run, claims its job's name until the record has its result
  /// or is let go, and, unless this start would be the last that `max_crashes` allows, counts it.
  void take_up(const asked_job& asked, std::function<void(job::earlier_runs)> done);

  /// A record that was taken up does not run here: its claim ends with its lease.
  void let_go(const job::record_position& at);
  /// The same of all records of a partition.
  void let_go_of_partition(const std::string& topic, int32_t partition);

  /// Counts a start whatever the count is: that of a record which runs alone.
  void count_start(const job::record_position& at, std::function<void()> done);

  /// Takes one start back: the job was given up for a reason that is no death.
  void give_back_start(const job::record_position& at);

  /// Keeps a result for `result_ttl`, publishes it on its own name and forgets the record's starts.
  /// The job's name is claimed for `dedupe_ttl`, or given up. `done(true)` where the result is
  /// there; false without Redis, and where the name is another record's.
  void store(job::stored_result result, std::function<void(bool stored)> done);

  /// The job of a record that was taken up runs again, at `due_ms`: its claim stays, and outlasts
  /// that time by a minute; the record's starts are forgotten. `done` comes without Redis, too.
  void put_off(const job::put_off_job& job, std::function<void()> done);

  /// Keeps an artifact for `result_ttl`; `done` gets the key to GET, or nothing without Redis
  /// and where Redis has no room for it.
  void store_artifact(const std::string& user_id_json, const std::string& id,
                      const job::artifact& artifact,
                      std::function<void(std::optional<std::string> ref)> done);

private:
  struct state;
  explicit session_store(std::shared_ptr<state>);
  void send(std::shared_ptr<const command_bytes> command,
            std::function<void(const redisReply*)> done, bool waits_for_room = true);
  void change_count(const job::record_position& at, std::string_view by,
                    std::function<void()> done);
  std::shared_ptr<state> state_;
};

} // namespace cordon::session
