// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/ledger.hpp"
#include "intake/waiting_records.hpp"
#include "job/record.hpp"

#include <compare>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cordon::intake {

struct partition_id {
  std::string topic;
  int32_t partition = 0;

  auto operator<=>(const partition_id&) const = default;
};

inline partition_id partition_of(const job::record_position& at) {
  return {at.topic, at.partition};
}

/// Which records wait, which are under way and which offsets may be committed, over all partitions
/// of this worker. Knows neither Kafka nor threads: one thread owns it.
///
/// A record goes from waiting to looked up (Redis is asked for it) to running. One that workers
/// have died under is a suspect: it runs alone, so that its death takes nobody along.
class job_flow {
public:
  struct limits {
    intake::ordering ordering = intake::ordering::key;
    size_t max_buffered_records = 10'000; ///< waiting, of each partition
    size_t max_buffered_bytes = 64U << 20;
    size_t max_in_flight = 32; ///< looked up, suspect or running, over all partitions
  };

  explicit job_flow(limits bounds) : limits_(bounds) {}

  // -- partitions -----------------------------------------------------------

  /// Takes a partition on. `start`: the first offset to be read, where it is known.
  void assign(const partition_id& id, std::optional<int64_t> start);

  /// Stops what is not running: it is forgotten, to be read again. What runs goes on. Whether the
  /// partition was paused.
  bool hold(const partition_id& id);

  /// Goes on with a held partition, if its group has committed just what we finished. `committed`
  /// is nothing where there is no commit. False where it must be abandoned.
  bool resume_held(const partition_id& id, std::optional<int64_t> committed);

  struct abandoned {
    job::record_ptr record;
    bool is_counted = false; ///< its start was written
  };

  /// Forgets a partition; gives the records that were under way.
  std::vector<abandoned> abandon(const partition_id& id);

  std::vector<partition_id> held() const;

  // -- records --------------------------------------------------------------

  /// Takes a record in that was read; false where it is under way or finished already, or its
  /// partition is not assigned.
  bool add(job::record_ptr record);

  /// The next record whose turn it is, to be looked up; null where none may start now.
  job::record_ptr next();

  /// A record that was looked up runs now.
  void run(const job::record& record);
  /// The start of a record that is under way was written.
  void count(const job::record& record);
  /// A record that was looked up must run alone.
  void suspect(const job::record& record);
  /// The suspect whose turn it is, running from now on; null where none may start now.
  job::record_ptr next_alone();

  /// Whether exactly this record is under way: not one that was abandoned and read again.
  bool is_under_way(const job::record& record) const;

  /// The record is over; false where it was not under way any more.
  bool finish(const job::record& record);

  /// Nothing starts any more; what is not running is forgotten.
  void drain();

  // -- what follows ---------------------------------------------------------

  /// Partitions to pause (they hold too much) and to resume; each is told once.
  std::vector<partition_id> take_to_pause();
  std::vector<partition_id> take_to_resume();

  /// The lowest unfinished offset of each partition of which something was read.
  std::map<partition_id, int64_t> committable() const;

  size_t in_flight() const { return flights_.size(); }

  struct partition_state {
    partition_id id;
    size_t buffered_records = 0;
    size_t buffered_bytes = 0;
    bool paused = false;
    int64_t next_offset = -1; ///< the lowest unfinished; -1: nothing was read yet
  };
  std::vector<partition_state> states() const;

private:
  enum class stage : uint8_t { looked_up, suspect, running, alone };

  struct flight {
    job::record_ptr record;
    job_flow::stage stage = stage::looked_up;
    bool is_counted = false;
  };

  struct partition {
    explicit partition(intake::ordering order) : waiting(order) {}

    std::optional<intake::ledger> ledger; ///< none before the first offset is known
    waiting_records waiting;
    bool held = false;
    bool paused = false;
  };

  using flight_key = std::pair<partition_id, int64_t>;
  static flight_key key_of(const job::record& record) {
    return {partition_of(record.at), record.at.offset};
  }

  flight* find(const job::record& record);
  const flight* find(const job::record& record) const;
  bool is_anything_running() const;
  bool is_full(const partition& one) const;
  bool is_drained(const partition& one) const;
  void forget_waiting(partition& one);
  /// Forgets what is not running of that partition, or of all where `id` is null.
  void forget_not_running(const partition_id* id);

  limits limits_;
  std::map<partition_id, partition> partitions_;
  std::map<flight_key, flight> flights_;
  std::deque<job::record_ptr> suspects_;
  bool is_one_alone_ = false;
  partition_id last_served_; ///< the next one in turn comes after it
  bool draining_ = false;
};

} // namespace cordon::intake
