// SPDX-License-Identifier: Apache-2.0
#include "delay/delay_mover.hpp"

#include "delay/plain_carrier.hpp"
#include "delay/transactional_carrier.hpp"
#include "job/log.hpp"
#include "kafka/transactional_client.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace cordon::delay {

namespace {

using namespace std::chrono_literals;

constexpr auto poll_patience = 50ms;
constexpr auto commit_patience = 5s;
constexpr auto lookup_patience = 1s;
/// A partition rests at least this long: what it has is fetched anew after each rest.
constexpr std::chrono::milliseconds least_rest = 50ms;
constexpr std::chrono::milliseconds rest_after_failure = 200ms;
constexpr auto look_interval = 30s;
constexpr auto look_interval_in_trouble = 5s;
/// How long a rebalance waits for the batch that is under way.
constexpr auto rebalance_patience = 10s;
constexpr auto pause_between_steps = 1ms;

} // namespace

expected<std::unique_ptr<delay_mover>>
delay_mover::make(delay_mover_settings settings, job::health& health,
                  std::function<void(std::string why)> failed) {
  std::unique_ptr<delay_mover> made(
      new delay_mover(std::move(settings), health, std::move(failed)));
  auto prepared = made->prepare_consumer().and_then([&] { return made->prepare_carrier(); });
  if (!prepared)
    return tl::unexpected<error>(prepared.error());
  return made;
}

delay_mover::delay_mover(delay_mover_settings settings, job::health& health,
                         std::function<void(std::string)> failed)
    : settings_(std::move(settings)), health_(health), on_failure_(std::move(failed)),
      planner_(settings_.topics, settings_.dead_letter) {}

delay_mover::~delay_mover() {
  has_to_end_ = true;
  if (consumer_)
    consumer_->wake();
  if (thread_.joinable())
    thread_.join();
  // Its callbacks need the rest.
  if (consumer_)
    consumer_->close();
}

expected<void> delay_mover::prepare_consumer() {
  delay_consumer::callbacks told{
      .assigned = [this](const auto& partitions) { reader_->assigned(partitions); },
      .revoked = [this] { revoked(); },
      .trouble = [this](const auto& why) { in_trouble(why); },
      .unreadable = [this](const auto& at, const auto& why) { health_.unreadable(at, why); },
      .failed = [this](const auto& why) { fail(why); },
  };
  auto made =
      delay_consumer::make(settings_.properties, settings_.group + "-delay", std::move(told));
  if (!made)
    return tl::unexpected<error>(made.error());
  consumer_ = std::move(*made);
  reader_.emplace(*consumer_);
  return {};
}

expected<void> delay_mover::prepare_carrier() {
  if (settings_.transactional_id) {
    carrier_ = std::make_unique<transactional_carrier>([this] {
      return kafka::transactional_client::make(settings_.properties, *settings_.transactional_id);
    });
    return {};
  }
  auto made = kafka::producer::make({settings_.properties, "delay", nullptr});
  if (!made)
    return tl::unexpected<error>(made.error());
  carrier_ = std::make_unique<plain_carrier>(
      [to = std::shared_ptr(std::move(*made))](kafka::outgoing_record record,
                                               kafka::producer::on_delivery done) {
        to->send(std::move(record), std::move(done));
      },
      [this](const auto& offsets) { return consumer_->commit(offsets, commit_patience); });
  return {};
}

void delay_mover::start() {
  thread_ = std::thread([this] { run(); });
}

void delay_mover::run() {
  try {
    if (const auto joined = consumer_->subscribe(settings_.topics.topics()); !joined)
      fail(joined.error().text());
    while (!has_to_end_)
      turn();
    consumer_->close();
  } catch (const std::exception& e) {
    fail(e.what());
  }
}

void delay_mover::turn() {
  look_after_topics();
  switch (phase_) {
  case phase::planning:
    plan();
    break;
  case phase::carrying:
    carry();
    break;
  case phase::turning_back:
    turn_back();
    break;
  }
  health_.tell(planner_.problem(), clock::now());
}

void delay_mover::look_after_topics() {
  if (!planner_.problem().empty())
    next_look_ = std::min(next_look_, clock::now() + look_interval_in_trouble);
  if (clock::now() < next_look_)
    return;
  auto all = settings_.topics.topics();
  all.push_back(settings_.topics.jobs_topic());
  for (const auto& topic : all) {
    const auto count = consumer_->partitions_of(topic, lookup_patience);
    if (!count)
      break;
    planner_.note_partitions(topic, *count);
  }
  health_.missing(planner_.missing_delay_topics());
  const bool is_fine = planner_.problem().empty() && planner_.missing_topics().empty();
  next_look_ = clock::now() + (is_fine ? look_interval : look_interval_in_trouble);
}

// -- a batch --------------------------------------------------------------------

void delay_mover::plan() {
  if (!carrier_->make_ready()) {
    in_trouble(carrier_->why());
    return reader_->stand_still(poll_patience);
  }
  auto problem = reader_->go_on();
  if (problem.empty())
    problem = reader_->wake(settings_.now_ms());
  if (!problem.empty())
    in_trouble(problem);
  auto patience = poll_patience;
  while (!is_batch_closed_ && !batch_.is_full()) {
    const auto record = reader_->take(patience);
    if (!record)
      break;
    patience = 0ms;
    add(*record);
  }
  begin_batch();
}

void delay_mover::add(const job::record& record) {
  const auto at = partition_of(record.at);
  health_.readable(at);
  const auto now = settings_.now_ms();
  auto planned = planner_.plan(record, reader_->has_waited(record.at), now);
  if (const auto* waits = std::get_if<wait>(&planned))
    return reader_->rest(at, record.at.offset, std::max(waits->until_ms, now + least_rest.count()),
                         true);
  auto& one = std::get<hop>(planned);
  if (one.has_to_go_alone && !batch_.is_empty()) {
    is_batch_closed_ = true;
    return reader_->rest(at, record.at.offset, now, true);
  }
  batch_.add(record, std::move(one));
  reader_->pass(record.at);
}

void delay_mover::begin_batch() {
  is_batch_closed_ = false;
  if (batch_.is_empty())
    return;
  const auto member = consumer_->membership();
  if (!member) {
    phase_ = phase::turning_back;
    return;
  }
  const auto now = settings_.now_ms();
  for (const auto& one : batch_.departures())
    planner_.sent(one, now);
  carrier_->begin(batch_.take_records(), batch_.offsets(), member);
  phase_ = phase::carrying;
}

void delay_mover::carry() {
  const auto found = carrier_->step();
  if (found != fate::under_way)
    return settle(found);
  in_trouble(carrier_->why());
  reader_->stand_still(pause_between_steps);
}

void delay_mover::settle(fate found) {
  if (found == fate::moved) {
    for (const auto& one : batch_.departures())
      moved(one);
    health_.works();
    return forget_batch();
  }
  for (const auto& one : carrier_->refusals())
    planner_.refused(batch_.departures().at(one.index), one.what, one.may_be_a_neighbours,
                     settings_.now_ms());
  if (carrier_->refusals().empty())
    in_trouble(carrier_->why());
  else
    next_look_ = clock::now();
  phase_ = phase::turning_back;
}

void delay_mover::moved(const departure& one) {
  planner_.taken(one);
  if (one.dead_because.empty())
    return;
  job::log_event(job::log_level::warn, "delayed_job_given_up",
                 {{"record", job::to_string(one.from)}, {"why", one.dead_because}});
  if (settings_.on_dead_letter)
    settings_.on_dead_letter();
}

/// Whether the batch was moved after all may be open: the group's offsets tell.
void delay_mover::turn_back() {
  const auto found = carrier_->make_ready()
                         ? consumer_->committed(batch_.offsets(), lookup_patience)
                         : std::nullopt;
  if (!found) {
    in_trouble("how far records were moved can't be read: " + carrier_->why());
    return reader_->stand_still(poll_patience);
  }
  for (const auto& one : batch_.departures())
    if (const auto known = found->find({one.from.topic, one.from.partition});
        known != found->end() && known->second.offset > one.from.offset)
      moved(one);
  const auto until = settings_.now_ms() + rest_after_failure.count();
  for (const auto& [at, first] : batch_.firsts()) {
    const auto known = found->find(at);
    const auto next = known == found->end() ? first : std::max(first, known->second.offset);
    reader_->rest(at, next, until, false);
  }
  forget_batch();
}

void delay_mover::forget_batch() {
  batch_ = {};
  phase_ = phase::planning;
}

/// The offsets of the batch must not be committed under the next membership.
void delay_mover::revoked() {
  const auto deadline = clock::now() + rebalance_patience;
  while (phase_ == phase::carrying && clock::now() < deadline) {
    if (const auto found = carrier_->step(); found != fate::under_way)
      settle(found);
    else
      std::this_thread::sleep_for(pause_between_steps);
  }
  if (phase_ == phase::carrying)
    carrier_->give_up();
  forget_batch();
  reader_->revoked();
  health_.forget_partitions();
  planner_.forget_records();
}

// -- what is wrong --------------------------------------------------------------

void delay_mover::in_trouble(const std::string& why) {
  health_.trouble(why, clock::now());
}

void delay_mover::fail(const std::string& why) {
  has_to_end_ = true;
  if (!std::exchange(has_failed_, true))
    on_failure_("the delay topics of " + settings_.topics.jobs_topic()
                + " can't be read any more: " + why);
}

} // namespace cordon::delay
