// SPDX-License-Identifier: Apache-2.0
#include "kafka/held_up_partitions.hpp"

#include "kafka/partition_probe.hpp"

#include <algorithm>
#include <utility>

namespace cordon::kafka {

namespace {

/// How long nothing comes of a partition that has more before that is looked into.
constexpr auto stall_patience = std::chrono::seconds(5);
/// Between two searches of one partition that both came to nothing.
constexpr auto search_interval = std::chrono::seconds(15);

/// "earliest" is cordon's default.
bool is_earliest(const properties& operators) {
  const auto found = operators.find("auto.offset.reset");
  return found == operators.end() || found->second == "earliest" || found->second == "smallest"
         || found->second == "beginning";
}

} // namespace

held_up_partitions::held_up_partitions(properties operators, std::string group)
    : operators_(std::move(operators)), group_(std::move(group)),
      begins_at_first_(is_earliest(operators_)) {}

held_up_partitions::~held_up_partitions() {
  {
    std::lock_guard lock(mutex_);
    has_to_end_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable())
    thread_.join();
}

void held_up_partitions::begin(const job::partition& at, int64_t start) {
  partitions_.insert_or_assign(at, partition{start});
}

void held_up_partitions::forget(const job::partition& at) {
  partitions_.erase(at);
}

bool held_up_partitions::take(const job::partition& at, int64_t offset) {
  const auto found = partitions_.find(at);
  if (found == partitions_.end())
    return true;
  if (found->second.search != 0) {
    if (found->second.next < 0)
      found->second.next = offset;
    return false;
  }
  found->second.next = offset + 1;
  found->second.last_sign = {};
  found->second.readable_high = -1;
  return true;
}

bool held_up_partitions::fail(const job::partition& at, int64_t offset, std::string why,
                              clock::time_point now) {
  const auto found = partitions_.find(at);
  if (found == partitions_.end() || found->second.search != 0 || now < found->second.next_search)
    return false;
  // The batch may begin before what is still to be read of it.
  found->second.next = std::max(found->second.next, offset);
  begin_search(at, found->second, std::move(why));
  return true;
}

void held_up_partitions::watch(const job::partition& at, int64_t high, clock::time_point now) {
  const auto found = partitions_.find(at);
  if (found == partitions_.end())
    return;
  auto& one = found->second;
  const bool is_known = one.next >= 0 || begins_at_first_;
  const bool has_more =
      is_known && std::max<int64_t>(one.next, 0) < high && high != one.readable_high;
  if (one.last_sign == clock::time_point() || !has_more) {
    one.last_sign = now;
  } else if (one.search == 0 && now >= one.next_search && now - one.last_sign >= stall_patience) {
    one.watched_high = high;
    begin_search(at, one, "neither a record nor an error comes of it");
  }
}

void held_up_partitions::rest(const job::partition& at, clock::time_point now) {
  if (const auto found = partitions_.find(at); found != partitions_.end())
    found->second.last_sign = now;
}

void held_up_partitions::begin_search(const job::partition& at, partition& of, std::string why) {
  of.search = ++last_search_;
  {
    std::lock_guard lock(mutex_);
    waiting_.push_back({of.search, {at, of.next, of.next, std::move(why), {}}});
  }
  changed_.notify_all();
  if (!thread_.joinable())
    thread_ = std::thread([this] { run(); });
}

std::vector<held_up_partitions::ending> held_up_partitions::take_ended(clock::time_point now) {
  std::vector<search> ended;
  {
    std::lock_guard lock(mutex_);
    ended.swap(ended_);
  }
  std::vector<ending> still_ours;
  for (auto& [number, found] : ended) {
    const auto at = partitions_.find(found.at);
    if (at == partitions_.end() || at->second.search != number)
      continue;
    if (found.next < 0)
      found.first = found.next = at->second.next;
    const bool is_readable = found.problem.empty() && found.next == found.first;
    const auto high = is_readable ? at->second.watched_high : -1;
    at->second = partition{.next = found.next, .readable_high = high};
    if (found.next == found.first)
      at->second.next_search = now + search_interval;
    still_ours.push_back(std::move(found));
  }
  return still_ours;
}

void held_up_partitions::run() {
  std::unique_lock lock(mutex_);
  while (!has_to_end_) {
    if (waiting_.empty()) {
      changed_.wait(lock);
      continue;
    }
    auto one = std::move(waiting_.front());
    waiting_.erase(waiting_.begin());
    lock.unlock();
    one = run_one(std::move(one));
    lock.lock();
    ended_.push_back(std::move(one));
  }
}

held_up_partitions::search held_up_partitions::run_one(search one) const {
  auto& found = one.found;
  const auto unreadable = find_unreadable(operators_, group_, found.at, found.first, has_to_end_);
  if (unreadable) {
    found.first = unreadable->first;
    found.next = unreadable->end;
  } else {
    found.problem = unreadable.error().text();
  }
  return one;
}

} // namespace cordon::kafka
