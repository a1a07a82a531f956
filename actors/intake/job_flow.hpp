// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/flight_tally.hpp"
#include "intake/flight_window.hpp"
#include "intake/flow_partition.hpp"
#include "job/partition.hpp"
#include "job/record.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace cordon::intake {

/// Which records wait, which are under way and which offsets may be committed, over all partitions
/// of this worker. Knows neither Kafka nor threads: one thread owns it.
///
/// A record goes from waiting to looked up (Redis is asked for it) to running to answered (its
/// result waits to be published). One that workers have died under is a suspect: it runs alone, so
/// that its death takes nobody along.
class job_flow {
public:
  struct limits {
    intake::ordering ordering = intake::ordering::key;
    size_t max_buffered_records = 10'000; ///< waiting, of each partition
    size_t max_buffered_bytes = 64U << 20;
    size_t max_in_flight = 32;      ///< looked up, suspect or running, over all partitions
    size_t max_short_in_flight = 0; ///< the same where more than `max_in_flight` end at once
    size_t max_bytes_in_flight = 64U << 20; ///< of their records, and those still to be published
    size_t max_unpublished = 8'192;         ///< answered: with so many, none starts
    /// Resting, over all partitions: with so many, none starts of a partition that has one.
    size_t max_resting = 10'000;
    size_t max_resting_bytes = 64U << 20;
  };

  explicit job_flow(limits bounds)
      : limits_(bounds), window_(bounds.max_in_flight, bounds.max_short_in_flight) {}

  // -- partitions -----------------------------------------------------------

  /// Takes a partition on. `start`: what was committed of it, where there is a commit.
  void assign(const job::partition& id, std::optional<finished_offsets> start);

  /// Stops what is neither running nor answered: it is forgotten, to be read again. The rest goes
  /// on. Whether the partition was paused.
  bool hold(const job::partition& id);

  /// Goes on with a held partition, if its group has committed just what we finished: reading
  /// begins again at its `committable()`. `committed` is nothing where there is no commit. False
  /// where it must be abandoned.
  bool resume_held(const job::partition& id, const std::optional<finished_offsets>& committed);

  struct abandoned {
    job::record_ptr record;
    bool is_counted = false; ///< its start was written
  };

  /// Forgets a partition; gives the records that were under way.
  std::vector<abandoned> abandon(const job::partition& id);

  std::vector<job::partition> held() const;

  // -- records --------------------------------------------------------------

  /// Takes a record in that was read; false where it is under way or finished already, or its
  /// partition is not assigned.
  bool add(job::record_ptr record);

  /// Where the partition's reader is, if a record from `at` lies before that: reading goes back
  /// only with `resume_held`, so the log was cut or made anew, and what is known of its offsets is
  /// of others. Nothing where it does not, or the partition is not being read.
  std::optional<int64_t> read_beyond(const job::record_position& at) const;

  /// Time has passed: more may be in flight where records end quickly.
  void adapt(flight_window::clock::time_point now) { window_.adapt(now); }

  /// The next record whose turn it is, to be looked up; null where none may start now.
  job::record_ptr next();

  /// A record that was looked up runs now.
  void run(const job::record& record);
  /// The start of a record that is under way was written.
  void count(const job::record& record);
  /// A record that was looked up waits for another one: it takes no place among those in flight,
  /// nor do its bytes.
  void rest(const job::record& record);
  /// Such a record is to be looked up again; false where it is not under way any more.
  bool look_up_again(const job::record& record);
  /// A record that was looked up must run alone.
  void suspect(const job::record& record);
  /// The suspect whose turn it is, running from now on; null where none may start now.
  job::record_ptr next_alone();

  /// The record has its result, which is still to be published: it is under way, but takes no
  /// place among those in flight, and others may run beside it. Where `frees_key`, so may the next
  /// one of its key: what publishes keeps the order.
  void answer(const job::record& record, bool frees_key);

  /// Whether exactly this record is under way: not one that was abandoned and read again.
  bool is_under_way(const job::record& record) const;
  bool is_held(const job::partition& id) const;

  /// The record is over; false where it was not under way any more.
  bool finish(const job::record& record);

  /// Nothing starts any more; what is neither running nor answered is forgotten.
  void drain();

  // -- what follows ---------------------------------------------------------

  /// Partitions to pause (they hold too much, or what is finished in them gets too long to be
  /// committed) and to resume; each is told once.
  std::vector<job::partition> take_to_pause();
  std::vector<job::partition> take_to_resume();

  /// The lowest unfinished offset of each partition of which something was read.
  std::map<job::partition, int64_t> committable() const;

  /// What to commit of a partition.
  struct position {
    int64_t offset = 0;
    std::string metadata; ///< see `encode_ledger`

    bool operator==(const position&) const = default;
  };

  /// What there will be to commit once `finished` are, of each partition of which something was
  /// read. Records that are not under way any more, or whose partition is held, count for nothing.
  std::map<job::partition, position>
  committable_with(const std::vector<job::record_ptr>& finished) const;

  /// Records under way, those answered among them.
  size_t in_flight() const { return flights_.size(); }
  /// Of these the answered ones.
  size_t unpublished() const { return tally_.count(stage::answered); }

  struct partition_state {
    job::partition id;
    size_t buffered_records = 0;
    size_t buffered_bytes = 0;
    bool paused = false;
    int64_t next_offset = -1; ///< the lowest unfinished; -1: nothing was read yet
  };
  std::vector<partition_state> states() const;

private:
  using stage = flight_stage;
  using partition = flow_partition;

  struct flight {
    job::record_ptr record;
    partition* home; ///< as long as the flight
    size_t bytes;    ///< what the record takes
    flight_stage stage = flight_stage::looked_up;
    bool is_counted = false;
    bool has_freed_key = false;
  };

  flight* find(const job::record& record);
  const flight* find(const job::record& record) const;
  void enter(flight& one, stage next);
  /// A flight is about to be erased.
  void end(const flight& one);
  bool too_many_rest() const;
  bool may_start() const;
  buffer_bounds bounds() const {
    return {limits_.max_buffered_records, limits_.max_buffered_bytes};
  }
  std::optional<flight> next_of(partition& one);
  /// Forgets what is neither running nor answered of that partition, or of all where `id` is null.
  void forget_not_running(const job::partition* id);

  limits limits_;
  std::map<job::partition, partition> partitions_;
  std::unordered_map<const job::record*, flight> flights_; ///< by their record
  std::deque<job::record_ptr> suspects_;
  flight_tally tally_;         ///< of the flights
  job::partition last_served_; ///< the next one in turn comes after it
  flight_window window_;
  bool draining_ = false;
};

} // namespace cordon::intake
