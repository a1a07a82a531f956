// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/finished_offsets.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>

namespace cordon::intake {

/// What of one partition is done, so that nothing is committed before it is, and nothing that was
/// finished runs again. Not thread-safe.
///
/// Records end out of order, and their offsets have gaps: compaction, transaction markers. Records
/// are read in ascending order, so an offset that was passed over will never come. It shares the
/// fate of the unfinished record that follows it or, where a finished offset follows, is finished:
/// reading never makes what is to be committed longer.
///
/// Memory grows with the unfinished records, and by one entry for each stretch of offsets that is
/// still to be read between finished ones.
class ledger {
public:
  /// Begins with what was committed; reading begins at `start.below`.
  explicit ledger(const finished_offsets& start);

  /// Takes a record up that was read. False where it is open or finished already: it was read
  /// again.
  bool begin(int64_t offset);

  /// Whether an open record may be started, so that in whatever order all that are started are
  /// finished, the text of the ledger keeps its bound. The lowest unfinished one always may: so
  /// start the lowest that waits. Costs next to nothing.
  bool may_start(int64_t offset) const;

  /// An open record is started. Without effect where it is not open.
  void start(int64_t offset);

  /// An open record is done. Without effect where it is not open.
  void finish(int64_t offset);

  /// An open record will be read again: until then nothing is committed beyond it. Without effect
  /// where it is not open.
  void forget(int64_t offset);

  /// Reading begins again at `committable()`, with what was forgotten.
  void read_again() { position_ = committable(); }

  /// Where the reader is: all below was read, or was there to be read. A record from there comes
  /// only of a log that was cut or made anew.
  int64_t position() const { return position_; }

  /// The offset that may be committed: the lowest unfinished one, or where there is none the next
  /// to be read.
  int64_t committable() const;

  /// What is finished; what would be if these open ones were, too. @pre `also` is ascending
  finished_offsets finished(std::span<const int64_t> also = {}) const;

  /// How much of its greatest length the text of `finished()` takes at most; 1: all.
  double fullness() const;

  /// Whether something is still to be read below an offset that was read or finished before.
  bool has_unread() const { return unread_ != 0; }

  /// Records begun and neither finished nor forgotten.
  size_t open() const { return open_; }

  /// Entries in memory.
  size_t entries() const { return unfinished_.size(); }

private:
  enum class progress : uint8_t { unread, waiting, started };

  /// Unfinished offsets without a hole. Unless unread it is one record, its last offset, and
  /// offsets before it that never come.
  struct stretch {
    int64_t first;
    progress state;
  };
  using stretches = std::map<int64_t, stretch>; // by the last offset

  bool take_up(int64_t offset);
  stretches::iterator find_open(int64_t offset);
  void pass_over(int64_t until);
  void remove(stretches::iterator at);
  void add_unread(int64_t first, int64_t last);
  void drop_gap_below_lowest();
  bool has_hole_after(stretches::const_iterator at) const;
  int64_t next_unfinished(stretches::const_iterator after) const;

  stretches unfinished_;
  int64_t next_;        ///< above every offset seen
  int64_t position_;    ///< the reader's: all below was read, or was there to be read
  int64_t top_;         ///< above every finished offset
  int64_t started_top_; ///< above every offset that was started, and every finished one at first
  size_t open_ = 0;
  size_t started_ = 0; ///< of the open ones
  size_t unread_ = 0;  ///< stretches
  size_t runs_ = 0;    ///< those of finished().beyond
};

} // namespace cordon::intake
