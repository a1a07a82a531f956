// SPDX-License-Identifier: Apache-2.0
#include "intake/consumer_thread.hpp"

#include "intake/ledger_text.hpp"
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
/// The same trouble comes again and again: it is logged this often.
constexpr auto trouble_interval = std::chrono::seconds(10);
/// The part of the worker's health that is the intake's.
constexpr auto health_part = "intake";

std::vector<kafka::topic_partition> to_kafka(const std::vector<partition_id>& ids) {
  std::vector<kafka::topic_partition> list;
  for (const auto& id : ids)
    list.emplace_back(id.topic, id.partition);
  return list;
}

partition_id to_id(const kafka::topic_partition& at) {
  return {at.first, at.second};
}

/// What a commit says is finished. Where its metadata says nothing, all from its offset on is run.
std::optional<finished_offsets>
read_position(const kafka::topic_partition& at,
              const std::optional<kafka::committed_position>& committed) {
  if (!committed)
    return std::nullopt;
  auto finished = decode_ledger(committed->metadata, committed->offset);
  if (finished)
    return std::move(*finished);
  job::log_event(job::log_level::warn, "commit_not_understood",
                 {{"topic", at.first},
                  {"partition", std::to_string(at.second)},
                  {"why", finished.error().text()}});
  return finished_offsets(committed->offset);
}

} // namespace

consumer_thread::consumer_thread(consumer_settings settings, intake_port& port,
                                 const cancellations& cancelled, job::health& health,
                                 std::function<void(std::string)> failed)
    : settings_(std::move(settings)), port_(port), health_(health), on_failure_(std::move(failed)),
      flow_(settings_.flow),
      starter_(flow_, port_, cancelled, settings_.requests, settings_.max_crashes,
               [this](std::function<void()> work) { post(std::move(work)); }),
      held_up_(settings_.properties, settings_.group),
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
      .unreadable = [this](const auto& at, int64_t offset,
                           const auto& why) { unreadable(at, offset, why); },
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
  std::lock_guard lock(mutex_);
  if (has_ended_)
    return;
  posted_.push_back(std::move(work));
  if (posted_.size() == 1 && consumer_)
    consumer_->wake();
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
  std::lock_guard lock(mutex_);
  has_ended_ = true;
  posted_.clear();
  changed_.notify_all();
}

void consumer_thread::turn() {
  run_posted();
  flow_.adapt(clock::now());
  starter_.start_ready();
  take_records();
  pass_over_if_found();
  apply_back_pressure();
  commit_patience_ = commits_.step(clock::now());
  update_views_if_due();
  end_drain_if_due();
}

void consumer_thread::run_posted() {
  std::vector<std::function<void()>> work;
  {
    std::lock_guard lock(mutex_);
    work.swap(posted_);
  }
  for (auto& one : work)
    one();
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
  if (!held_up_.take({record->at.topic, record->at.partition}, record->at.offset))
    return;
  check_commit(partition_of(record->at));
  if (const auto expected = flow_.read_beyond(record->at))
    begin_again(record->at, *expected);
  flow_.add(std::move(record));
}

/// Whoever may commit for the group may call finished what is not written yet. Where the log ends
/// is known once it was asked for records; none was added before.
void consumer_thread::check_commit(const partition_id& id) {
  const auto found = unchecked_.find(id);
  const auto end =
      found == unchecked_.end() ? -1 : consumer_->watermarks({id.topic, id.partition}).second;
  if (end < 0)
    return;
  const auto committed = unchecked_.extract(found);
  const auto finished_up_to = committed.mapped().beyond.back().end;
  if (finished_up_to <= end)
    return;
  job::log_event(job::log_level::warn, "commit_beyond_end",
                 {{"topic", id.topic},
                  {"partition", std::to_string(id.partition)},
                  {"finished_up_to", std::to_string(finished_up_to)},
                  {"end", std::to_string(end)}});
  flow_.assign(id, cut_at(committed.mapped(), end));
}

/// The log was cut or made anew while it was read, or its group's offset lay beyond its end: what
/// is known of its offsets is not about the records that come now.
void consumer_thread::begin_again(const job::record_position& first, int64_t expected) {
  job::log_event(job::log_level::error, "log_begins_again",
                 {{"topic", first.topic},
                  {"partition", std::to_string(first.partition)},
                  {"offset", std::to_string(first.offset)},
                  {"expected", std::to_string(expected)}});
  const auto id = partition_of(first);
  // Or it would stay paused.
  if (flow_.hold(id))
    consumer_->resume(to_kafka({id}));
  give_up(id);
  flow_.assign(id, finished_offsets(first.offset));
}

void consumer_thread::apply_back_pressure() {
  if (const auto full = flow_.take_to_pause(); !full.empty())
    consumer_->pause(to_kafka(full));
  if (const auto ready = flow_.take_to_resume(); !ready.empty())
    consumer_->resume(to_kafka(ready));
}

void consumer_thread::update_views_if_due() {
  const auto now = clock::now();
  if (now < next_view_)
    return;
  next_view_ = now + view_interval;
  std::vector<jobs_consumer::partition_view> fresh;
  for (const auto& one : flow_.states()) {
    check_commit(one.id);
    const auto [low, high] = consumer_->watermarks({one.id.topic, one.id.partition});
    const int64_t lag = high >= 0 && one.next_offset >= 0 ? high - one.next_offset : -1;
    if (one.paused)
      held_up_.rest({one.id.topic, one.id.partition}, now);
    else
      held_up_.watch({one.id.topic, one.id.partition}, high, now);
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
    left += give_up(one.id);
  std::lock_guard lock(mutex_);
  left_over_ = left;
  has_to_end_ = true;
}

kafka::start_offsets consumer_thread::assigned(const kafka::committed_positions& committed) {
  kafka::start_offsets starts;
  for (const auto& [at, position] : committed)
    starts[at] = take_on(at, position);
  for (const auto& id : flow_.held())
    give_up(id);
  commits_.join();
  if (!drain_deadline_)
    health_.clear(health_part);
  job::log_event(job::log_level::info, "partitions_assigned",
                 {{"partitions", std::to_string(committed.size())}});
  return starts;
}

/// From where the partition is to be read.
std::optional<int64_t>
consumer_thread::take_on(const kafka::topic_partition& at,
                         const std::optional<kafka::committed_position>& committed) {
  const auto id = to_id(at);
  const auto finished = read_position(at, committed);
  std::optional<int64_t> start;
  if (flow_.resume_held(id, finished)) {
    port_.release(id);
    start = flow_.committable().at(id);
  } else {
    give_up(id);
    flow_.assign(id, finished);
    if (finished)
      start = finished->below;
    if (finished && !finished->beyond.empty())
      unchecked_.emplace(id, *finished);
  }
  held_up_.begin(at, start.value_or(-1));
  return start;
}

void consumer_thread::revoked(const kafka::revocation& taken) {
  commits_.leave(taken.are_lost);
  std::vector<kafka::topic_partition> paused;
  for (const auto& at : taken.partitions) {
    port_.hold(to_id(at));
    held_up_.forget(at);
    health_.clear(unreadable_part(at));
    if (flow_.hold(to_id(at)))
      paused.push_back(at);
    // What is not checked yet must not come back unchecked; nothing was read of it.
    if (!taken.may_come_back || unchecked_.contains(to_id(at)))
      give_up(to_id(at));
  }
  // Or it would stay paused should it come back.
  if (!paused.empty())
    consumer_->resume(paused);
  job::log_event(job::log_level::info, "partitions_revoked",
                 {{"partitions", std::to_string(taken.partitions.size())},
                  {"lost", taken.are_lost ? "yes" : "no"}});
}

void consumer_thread::unreadable(const kafka::topic_partition& at, int64_t offset,
                                 const std::string& why) {
  if (!held_up_.fail(at, offset, why, clock::now()))
    return;
  health_.set(unreadable_part(at), why);
  job::log_event(job::log_level::warn, "batch_unreadable",
                 {{"topic", at.first}, {"partition", std::to_string(at.second)}, {"why", why}});
}

void consumer_thread::pass_over_if_found() {
  for (const auto& batch : held_up_.take_ended(clock::now()))
    pass_over(batch);
}

void consumer_thread::pass_over(const kafka::held_up_partitions::ending& batch) {
  log_ending(batch);
  if (batch.problem.empty())
    health_.clear(unreadable_part(batch.at));
  else
    health_.set(unreadable_part(batch.at), batch.why + "; its end: " + batch.problem);
  check_commit(to_id(batch.at));
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

size_t consumer_thread::give_up(const partition_id& id) {
  unchecked_.erase(id);
  const auto running = flow_.abandon(id);
  for (const auto& one : running)
    if (one.is_counted)
      port_.take_back_start(one.record->at);
  port_.abandon(id);
  return running.size();
}

} // namespace cordon::intake
