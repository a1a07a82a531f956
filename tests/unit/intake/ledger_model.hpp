// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/finished_offsets.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <vector>

namespace cordon::intake {

/// What a ledger says, by keeping everything: a partition's records, each with its fate, and a
/// reader that goes through them. Offsets without a record are gaps in the log.
class ledger_model {
public:
  enum class fate : uint8_t { unread, open, finished };

  ledger_model(int64_t start, const std::set<int64_t>& records) : position_(start) {
    for (const auto offset : records)
      fates_[offset] = fate::unread;
  }

  /// The record that the reader gets next; -1 at the end.
  int64_t read() {
    const auto next = fates_.lower_bound(position_);
    if (next == fates_.end())
      return -1;
    position_ = next->first + 1;
    known_ = std::max(known_, position_);
    return next->first;
  }

  bool begin(int64_t offset) {
    if (fates_.at(offset) != fate::unread)
      return false;
    fates_[offset] = fate::open;
    open_.insert(offset);
    return true;
  }

  void end(int64_t offset, fate how) {
    fates_.at(offset) = how;
    open_.erase(offset);
  }

  void read_again(int64_t from) { position_ = from; }

  /// The log is compacted: a record that is to be read never comes.
  void compact(int64_t offset) {
    if (fate_of(offset) == fate::unread)
      fates_.erase(offset);
  }

  fate fate_of(int64_t offset) const {
    const auto found = fates_.find(offset);
    return found == fates_.end() ? fate::unread : found->second;
  }

  const std::set<int64_t>& open() const { return open_; }
  const std::map<int64_t, fate>& fates() const { return fates_; }

  template <class Random>
  int64_t any_open(Random& random) const {
    return *std::next(open_.begin(), static_cast<std::ptrdiff_t>(random() % open_.size()));
  }

  /// Whether these are just the finished records.
  bool agrees(const finished_offsets& said) const {
    auto run = said.beyond.begin();
    for (const auto& [offset, how] : fates_) {
      while (run != said.beyond.end() && run->end <= offset)
        ++run;
      const bool is_in_run = run != said.beyond.end() && run->first <= offset;
      if ((offset < said.below || is_in_run) != (how == fate::finished))
        return false;
    }
    return true;
  }

  /// The lowest unfinished record of those that were read, or the offset after all of them.
  int64_t lowest_unfinished() const {
    for (const auto& [offset, how] : fates_)
      if (how != fate::finished)
        return std::min(offset, known_);
    return known_;
  }

private:
  std::map<int64_t, fate> fates_;
  std::set<int64_t> open_;
  int64_t position_;
  int64_t known_ = position_;
};

/// Records from `start` on: `count` of them, `distance` offsets from one to the next on average.
inline std::set<int64_t> records_of_log(std::mt19937& random, int64_t start, int count,
                                        uint32_t distance) {
  std::set<int64_t> records;
  int64_t at = start;
  for (int i = 0; i < count; ++i) {
    records.insert(at);
    at += distance == 1 ? 1 : 1 + random() % (2 * distance - 1);
  }
  return records;
}

/// Whether the runs are as `finished_offsets` says.
inline bool is_well_formed(const finished_offsets& said) {
  int64_t at = said.below;
  for (const auto& run : said.beyond) {
    if (run.first <= at || run.end <= run.first)
      return false;
    at = run.end;
  }
  return true;
}

} // namespace cordon::intake
