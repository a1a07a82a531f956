// SPDX-License-Identifier: Apache-2.0
#include "intake/ledger.hpp"

#include "intake/ledger_text.hpp"

#include <algorithm>
#include <utility>

namespace cordon::intake {

ledger::ledger(const finished_offsets& start)
    : next_(start.below), position_(start.below), top_(start.below), started_top_(start.below) {
  for (const auto& run : start.beyond) {
    add_unread(next_, run.first - 1);
    next_ = run.end;
  }
  top_ = started_top_ = next_;
  runs_ = start.beyond.size();
}

bool ledger::begin(int64_t offset) {
  if (offset >= next_) {
    add_unread(next_, offset);
    next_ = offset + 1;
  }
  if (offset >= position_)
    pass_over(offset);
  const bool is_new = take_up(offset);
  drop_gap_below_lowest();
  return is_new;
}

bool ledger::take_up(int64_t offset) {
  const auto at = unfinished_.lower_bound(offset);
  if (at == unfinished_.end() || at->second.first > offset || at->second.state != progress::unread)
    return false;
  const stretch taken{at->second.first, progress::waiting};
  if (at->first == offset) {
    at->second = taken;
    --unread_;
  } else {
    at->second.first = offset + 1;
    unfinished_.emplace_hint(at, offset, taken);
  }
  ++open_;
  return true;
}

/// Why the bound holds: at the end of any order, the text has at most a run for each that there is
/// and for each started record but the lowest unfinished one, whose end adds none. That sum, and
/// the span, grow by starting another record, never by reading or finishing one.
bool ledger::may_start(int64_t offset) const {
  if (unfinished_.empty())
    return false;
  const auto& [lowest, first] = *unfinished_.begin();
  if (offset == lowest)
    return true;
  const size_t can_add = started_ - (first.state == progress::started ? 1 : 0);
  const auto span = std::max(started_top_, offset + 1) - committable() - 1;
  return ledger_text_bound(span, runs_ + can_add + 1) <= max_ledger_text;
}

void ledger::start(int64_t offset) {
  const auto found = find_open(offset);
  if (found == unfinished_.end() || found->second.state == progress::started)
    return;
  found->second.state = progress::started;
  ++started_;
  started_top_ = std::max(started_top_, offset + 1);
}

void ledger::finish(int64_t offset) {
  const auto found = find_open(offset);
  if (found == unfinished_.end())
    return;
  --open_;
  started_ -= found->second.state == progress::started ? 1 : 0;
  remove(found);
  drop_gap_below_lowest();
}

void ledger::forget(int64_t offset) {
  const auto found = find_open(offset);
  if (found == unfinished_.end())
    return;
  --open_;
  started_ -= found->second.state == progress::started ? 1 : 0;
  found->second.state = progress::unread;
  ++unread_;
}

int64_t ledger::committable() const {
  return unfinished_.empty() ? next_ : unfinished_.begin()->second.first;
}

finished_offsets ledger::finished(std::span<const int64_t> also) const {
  // Nothing is finished above: what waits there need not be looked at.
  const auto top = also.empty() ? top_ : std::max(top_, also.back() + 1);
  finished_offsets found(next_);
  bool is_lowest = true;
  int64_t end_of_last = 0;
  for (const auto& [last, one] : unfinished_) {
    const bool is_open = one.state != progress::unread;
    if (is_open && std::ranges::binary_search(also, last))
      continue;
    if (std::exchange(is_lowest, false))
      found.below = is_open ? last : one.first;
    else if (end_of_last < one.first)
      found.beyond.push_back({end_of_last, one.first});
    end_of_last = last + 1;
    if (end_of_last >= top)
      return found;
  }
  if (!is_lowest && end_of_last < next_)
    found.beyond.push_back({end_of_last, next_});
  return found;
}

double ledger::fullness() const {
  const auto span = std::max<int64_t>(0, top_ - committable() - 1);
  return static_cast<double>(ledger_text_bound(span, runs_)) / max_ledger_text;
}

ledger::stretches::iterator ledger::find_open(int64_t offset) {
  const auto found = unfinished_.find(offset);
  return found != unfinished_.end() && found->second.state == progress::unread ? unfinished_.end()
                                                                               : found;
}

/// The reader came to `until`: what was to be read before it will never come.
void ledger::pass_over(int64_t until) {
  for (auto at = unfinished_.lower_bound(position_);
       at != unfinished_.end() && at->first < until;) {
    const auto passed = at++;
    if (passed->second.state != progress::unread)
      continue;
    --unread_;
    if (has_hole_after(passed)) {
      remove(passed);
    } else {
      at->second.first = passed->second.first;
      unfinished_.erase(passed);
    }
  }
  position_ = until + 1;
}

/// What it held is finished: the runs at its two sides become one, or a new one begins.
void ledger::remove(stretches::iterator at) {
  top_ = std::max(top_, at->first + 1);
  runs_ -= has_hole_after(at) ? 1 : 0;
  if (at != unfinished_.begin()) {
    runs_ -= has_hole_after(std::prev(at)) ? 1 : 0;
    ++runs_;
  }
  unfinished_.erase(at);
}

void ledger::add_unread(int64_t first, int64_t last) {
  unfinished_.emplace_hint(unfinished_.end(), last, stretch{first, progress::unread});
  ++unread_;
}

/// Offsets that never come hold up no commit once all before them is finished.
void ledger::drop_gap_below_lowest() {
  if (unfinished_.empty())
    return;
  auto& [last, lowest] = *unfinished_.begin();
  if (lowest.state != progress::unread)
    lowest.first = last;
}

bool ledger::has_hole_after(stretches::const_iterator at) const {
  return at->first + 1 < next_unfinished(at);
}

int64_t ledger::next_unfinished(stretches::const_iterator after) const {
  const auto next = std::next(after);
  return next == unfinished_.end() ? next_ : next->second.first;
}

} // namespace cordon::intake
