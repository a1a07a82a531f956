// SPDX-License-Identifier: Apache-2.0
#include "delay/plain_carrier.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace cordon::delay {

namespace {

constexpr auto patience = std::chrono::milliseconds(100);

} // namespace

/// What is known of a batch's records.
struct plain_carrier::arrivals {
  std::mutex mutex;
  std::condition_variable changed;
  size_t awaited = 0;
  std::vector<refused_hop> refusals;

  void arrived(size_t index, const kafka::delivery& what) {
    std::lock_guard lock(mutex);
    --awaited;
    if (!what.delivered)
      refusals.push_back({index, what});
    changed.notify_all();
  }

  bool wait() {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, patience, [this] { return awaited == 0; });
  }
};

plain_carrier::plain_carrier(send_record send, commit_offsets commit)
    : send_(std::move(send)), commit_(std::move(commit)) {}

plain_carrier::~plain_carrier() = default;

void plain_carrier::begin(std::vector<kafka::outgoing_record> records, kafka::group_offsets offsets,
                          const kafka::group_membership&) {
  offsets_ = std::move(offsets);
  refusals_.clear();
  arrivals_ = std::make_shared<arrivals>();
  arrivals_->awaited = records.size();
  for (size_t i = 0; i < records.size(); ++i)
    send_(std::move(records[i]),
          [i, to = arrivals_](const kafka::delivery& what) { to->arrived(i, what); });
}

fate plain_carrier::step() {
  if (!arrivals_)
    return fate::failed;
  if (!arrivals_->wait()) {
    why_ = "the brokers have not taken all records yet";
    return fate::under_way;
  }
  refusals_ = std::exchange(arrivals_, nullptr)->refusals;
  if (!refusals_.empty()) {
    why_ = refusals_.front().what.why;
    return fate::failed;
  }
  // Where that fails the next commit makes up for it, or records go on twice.
  why_ = commit_(offsets_);
  return fate::moved;
}

void plain_carrier::give_up() {
  arrivals_.reset();
}

} // namespace cordon::delay
