// SPDX-License-Identifier: Apache-2.0
#include "intake/consumer_thread.hpp"

#include "intake/skipped_batch.hpp"
#include "job/log.hpp"

#include <algorithm>
#include <utility>

namespace cordon::intake {

namespace {

/// How long the thread waits for a record: commits and drains are looked at as often.
constexpr auto poll_patience = std::chrono::milliseconds(50);
/// Records taken before others get their turn.
constexpr int records_at_once = 500;
constexpr auto view_interval = std::chrono::milliseconds(500);
/// For the end of a partition's log.
constexpr auto end_patience = std::chrono::milliseconds(200);
/// The same trouble comes again and again: it is logged this often.
constexpr auto trouble_interval = std::chrono::seconds(10);
/// The part of the worker's health that is the intake's.
constexpr auto health_part = "intake";

} // namespace

consumer_thread::consumer_thread(consumer_settings settings, intake_port& port,
                                 const cancellations& cancelled, job::health& health,
                                 std::function<void(std::string)> failed)
    : settings_(std::move(settings)), port_(port), health_(health), on_failure_(std::move(failed)),
      flow_(settings_.flow), posted_([this] { wake(); }),
      starter_(flow_, port_, cancelled, settings_.requests, settings_.max_crashes,
               [this](std::function<void()> work) { post(std::move(work)); }),
      partitions_(flow_, port_), held_up_(settings_.properties, settings_.group),
      commits_({settings_.topic, settings_.commit_interval, settings_.committer}, flow_, health_) {}

consumer_thread::~consumer_thread() {
  stop();
}

void consumer_thread::stop() {
  // Where prepare() failed there is no consumer to wake.
  if (consumer_)
    consumer_->stop_waiting();
  post([this] { has_to_end_ = true; });
  if (thread_.joinable())
    thread_.join();
}

expected<void> consumer_thread::prepare() {
  kafka::group_consumer::callbacks told{
      .assigned = [this](const auto& offsets) { return assigned(offsets); },
      .revoked = [this](const auto& taken) { revoked(taken); },
      .committed = [this](const auto& offsets,
                          const auto& why) { commits_.committed(offsets, why); },
      .trouble = [this](const auto& why) { in_trouble(why); },
      .unreadable =
          [this](const auto& at, int64_t offset, const auto& why) {
            if (held_up_.fail(at, offset, why, clock::now()))
              tell_unreadable(health_, at, why);
          },
      .failed = [this](const auto& why) { fail(why); },
  };
  auto made = kafka::group_consumer::make(settings_.properties,
                                          {settings_.group, settings_.instance}, std::move(told));
  if (!made)
    return tl::unexpected<error>(made.error());
  consumer_ = std::move(*made);
  commits_.set_consumer(*consumer_);
  health_.set(health_part, "waiting for the group to assign partitions");
  return {};
}

void consumer_thread::start() {
  thread_ = std::thread([this] { run(); });
}

void consumer_thread::post(std::function<void()> work) {
  posted_.post(std::move(work));
}

void consumer_thread::wake() {
  if (consumer_)
    consumer_->wake();
}

void consumer_thread::answered(job::record_ptr record) {
  // Transactions keep the order of finishing; without them a refused reply comes later.
  const bool frees_key = settings_.committer != nullptr;
  post([this, record = std::move(record), frees_key] { flow_.answer(*record, frees_key); });
}

void consumer_thread::finished(job::record_ptr record) {
  post([this, record = std::move(record)] { flow_.finish(*record); });
}

size_t consumer_thread::drain(std::chrono::milliseconds patience) {
  if (!thread_.joinable())
    return 0;
  consumer_->stop_waiting();
  post([this, patience] { begin_drain(patience); });
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return has_ended_; });
  return left_over_;
}

std::vector<jobs_consumer::partition_view> consumer_thread::views() const {
  std::lock_guard lock(mutex_);
  return views_;
}

size_t consumer_thread::in_flight() const {
  std::lock_guard lock(mutex_);
  return in_flight_;
}

void consumer_thread::run() {
  try {
    if (const auto joined = consumer_->subscribe(settings_.topic); !joined)
      fail(joined.error().text());
    while (!has_to_end_)
      turn();
  } catch (const std::exception& e) {
    fail(e.what());
  }
  consumer_->close();
  posted_.end();
  std::lock_guard lock(mutex_);
  has_ended_ = true;
  changed_.notify_all();
}

void consumer_thread::turn() {
  posted_.run();
  flow_.adapt(clock::now());
  starter_.start_ready();
  take_records();
  for (const auto& batch : held_up_.take_ended(clock::now()))
    pass_over(batch);
  apply_back_pressure();
  commit_patience_ = commits_.step(clock::now());
  update_views_if_due();
  end_drain_if_due();
}

void consumer_thread::take_records() {
  auto record = consumer_->poll(std::min(poll_patience, commit_patience_));
  for (int taken = 1; record && taken <= records_at_once; ++taken) {
    add(std::move(record));
    // A partition that is full must not be filled further meanwhile.
    apply_back_pressure();
    record = consumer_->poll(std::chrono::milliseconds(0));
  }
  if (record)
    add(std::move(record));
}

void consumer_thread::add(job::record_ptr record) {
  const auto id = partition_of(record->at);
  if (!held_up_.take(id, record->at.offset))
    return;
  if (!is_commit_checked(id))
    return;
  // Or it would stay paused.
  if (partitions_.begin_again_at(record->at))
    consumer_->resume({id});
  flow_.add(std::move(record));
}

/// What librdkafka last heard of the log's end may be from an earlier assignment, when it was
/// shorter: its leader is asked.
void consumer_thread::check_commit(const job::partition& id) {
  if (partitions_.is_unchecked(id))
    partitions_.check_commit(id, consumer_->ask_end(id, end_patience));
}

/// Waits for the leader, which has just given a record. False where this worker ends meanwhile, and
/// another one reads it.
bool consumer_thread::is_commit_checked(const job::partition& id) {
  while (partitions_.is_unchecked(id) && !consumer_->is_ending())
    check_commit(id);
  return !partitions_.is_unchecked(id);
}

void consumer_thread::apply_back_pressure() {
  if (const auto full = flow_.take_to_pause(); !full.empty())
    consumer_->pause(full);
  if (const auto ready = flow_.take_to_resume(); !ready.empty())
    consumer_->resume(ready);
}

void consumer_thread::update_views_if_due() {
  const auto now = clock::now();
  if (now < next_view_)
    return;
  next_view_ = now + view_interval;
  std::vector<jobs_consumer::partition_view> fresh;
  for (const auto& one : flow_.states()) {
    check_commit(one.id);
    const auto [low, high] = consumer_->watermarks(one.id);
    const int64_t lag =
        high >= 0 && one.next_offset >= 0 ? std::max<int64_t>(0, high - one.next_offset) : -1;
    if (one.paused)
      held_up_.rest(one.id, now);
    else
      held_up_.watch(one.id, high, now);
    fresh.push_back(
        {one.id, one.buffered_records, one.buffered_bytes, one.paused, one.next_offset, low, lag});
  }
  std::lock_guard lock(mutex_);
  views_ = std::move(fresh);
  in_flight_ = flow_.in_flight();
}

void consumer_thread::begin_drain(std::chrono::milliseconds patience) {
  if (drain_deadline_)
    return;
  drain_deadline_ = clock::now() + patience;
  health_.set(health_part, "draining");
  flow_.drain();
}

void consumer_thread::end_drain_if_due() {
  if (!drain_deadline_ || (flow_.in_flight() != 0 && clock::now() < *drain_deadline_))
    return;
  // What is not committed now is run again elsewhere.
  commits_.commit_all(*drain_deadline_);
  size_t left = 0;
  for (const auto& one : flow_.states())
    left += partitions_.give_up(one.id);
  std::lock_guard lock(mutex_);
  left_over_ = left;
  has_to_end_ = true;
}

kafka::start_offsets consumer_thread::assigned(const kafka::committed_positions& committed) {
  kafka::start_offsets starts;
  for (const auto& [at, position] : committed) {
    const auto start = partitions_.take_on(at, position);
    held_up_.begin(at, start.value_or(-1));
    starts[at] = start;
  }
  partitions_.give_up_held();
  commits_.join();
  if (!drain_deadline_)
    health_.clear(health_part);
  job::log_event(job::log_level::info, "partitions_assigned",
                 {{"partitions", std::to_string(committed.size())}});
  return starts;
}

void consumer_thread::revoked(const kafka::revocation& taken) {
  commits_.leave(taken.are_lost);
  std::vector<job::partition> paused;
  for (const auto& at : taken.partitions) {
    held_up_.forget(at);
    health_.clear(unreadable_part(at));
    if (partitions_.hold(at, taken.may_come_back))
      paused.push_back(at);
  }
  // Or it would stay paused should it come back.
  if (!paused.empty())
    consumer_->resume(paused);
  job::log_event(job::log_level::info, "partitions_revoked",
                 {{"partitions", std::to_string(taken.partitions.size())},
                  {"lost", taken.are_lost ? "yes" : "no"}});
}

void consumer_thread::pass_over(const kafka::held_up_partitions::ending& batch) {
  tell_ending(health_, batch);
  if (!is_commit_checked(batch.at))
    return;
  for (auto& mark : marks_of(batch))
    flow_.add(std::move(mark));
  // Where that fails, the batch is found again.
  if (batch.next < 0)
    return;
  if (const auto sought = consumer_->seek(batch.at, batch.next); !sought)
    in_trouble(sought.error().text());
}

void consumer_thread::in_trouble(const std::string& why) {
  const auto now = clock::now();
  if (now - last_trouble_ < trouble_interval)
    return;
  last_trouble_ = now;
  job::log_event(job::log_level::warn, "intake_in_trouble",
                 {{"topic", settings_.topic}, {"why", why}});
}

void consumer_thread::fail(const std::string& why) {
  has_to_end_ = true;
  if (std::exchange(has_failed_, true))
    return;
  on_failure_("the jobs topic " + settings_.topic + " can't be read any more: " + why);
}

} // namespace cordon::intake
