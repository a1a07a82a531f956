// SPDX-License-Identifier: Apache-2.0
#include "kafka/producer_state.hpp"
#include "job/log.hpp"

#include <exception>

namespace cordon::kafka {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds idle_patience = 500ms;
/// How soon a record that librdkafka did not take is offered again.
constexpr std::chrono::milliseconds retry_patience = 50ms;
/// Only one client can wake the thread; the other is looked after this often while it is busy.
constexpr std::chrono::milliseconds second_client_patience = 5ms;
constexpr std::chrono::milliseconds answer_patience = 300ms;

} // namespace

producer::state::state(settings from)
    : configured(std::move(from)), watch(configured.name, configured.on_broker_state) {}

void producer::state::add(outgoing_record record, on_delivery done) {
  const auto topic = record.topic;
  std::lock_guard lock(mutex);
  ++waiting;
  waiting_bytes += bytes_of(record);
  box.add(std::move(record), std::move(done));
  for (auto& each : box.give_topic(topic, giver(), clock::now()))
    refused.push_back(std::move(each));
  if (together && (!refused.empty() || box.given(road::alone) != 0))
    together->wake();
}

void producer::state::stop() {
  is_stopping = true;
  std::lock_guard lock(mutex);
  if (together)
    together->wake();
}

outbox::give producer::state::giver() {
  return [this](road by, const outgoing_record& record, uint64_t number) {
    return give(by, record, number);
  };
}

rd_kafka_resp_err_t producer::state::give(road by, const outgoing_record& record, uint64_t number) {
  auto& its_client = client_of(by);
  if (!its_client || (by == road::together && is_retiring))
    return RD_KAFKA_RESP_ERR__STATE;
  return its_client->produce(record, number);
}

void producer::state::run() {
  while (!is_stopping) {
    auto settled = listen();
    replace_clients();
    ask_for_broker();
    give_again(settled);
    tell(settled);
  }
}

std::vector<settled_record> producer::state::listen() {
  const auto wait = patience();
  std::vector<settled_record> settled;
  if (together)
    take(road::together, together->poll(wait), settled);
  else
    std::this_thread::sleep_for(retry_patience);
  if (alone)
    take(road::alone, alone->poll(0ms), settled);
  return settled;
}

std::chrono::milliseconds producer::state::patience() const {
  std::lock_guard lock(mutex);
  if (!refused.empty())
    return 0ms;
  if (box.given(road::alone) != 0)
    return second_client_patience;
  return box.has_ungiven() ? retry_patience : idle_patience;
}

void producer::state::take(road by, producing_client::news news,
                           std::vector<settled_record>& settled) {
  const auto now = clock::now();
  bool is_delivered = false;
  std::string failure;
  {
    std::lock_guard lock(mutex);
    for (const auto& report : news.reports) {
      is_delivered |= report.code == RD_KAFKA_RESP_ERR_NO_ERROR;
      if (!box.settle(report, by, now, settled))
        failure = rd_kafka_err2str(report.code);
    }
  }
  if (is_delivered) {
    has_delivered = true;
    watch.answered();
  }
  if (news.unreachable)
    watch.suspect(std::move(*news.unreachable), now);
  if (news.given_up)
    given_up[static_cast<size_t>(by)] = std::move(news.given_up);
  else if (!failure.empty())
    job::log_event(job::log_level::warn, "delivery_failed_and_is_repeated",
                   {{"producer", configured.name}, {"why", failure}});
}

void producer::state::ask_for_broker() {
  watch.tick(clock::now());
  if (!together || !watch.is_to_ask(clock::now()))
    return;
  if (together->is_answered(answer_patience))
    watch.answered();
  else
    watch.not_answered(clock::now());
}

void producer::state::give_again(std::vector<settled_record>& settled) {
  std::lock_guard lock(mutex);
  for (auto& each : box.give_all(giver(), clock::now()))
    refused.push_back(std::move(each));
  for (auto& each : refused)
    settled.push_back(std::move(each));
  refused.clear();
}

void producer::state::tell(std::vector<settled_record>& settled) {
  for (auto& each : settled) {
    if (is_stopping)
      return;
    if (!each.what.delivered)
      count_refused_topic(std::move(each.topic));
    tell_one(each);
    --waiting;
    waiting_bytes -= each.bytes;
  }
  if (settled.empty())
    return;
  std::lock_guard lock(mutex);
  settled_some.notify_all();
}

void producer::state::tell_one(const settled_record& which) {
  try {
    if (which.done)
      which.done(which.what);
  } catch (const std::exception& thrown) {
    job::log_event(job::log_level::error, "delivery_callback_threw",
                   {{"producer", configured.name}, {"why", thrown.what()}});
  }
}

} // namespace cordon::kafka
