// SPDX-License-Identifier: Apache-2.0
#include "job/log.hpp"
#include "kafka/producer_state.hpp"

namespace cordon::kafka {

namespace {

constexpr std::chrono::seconds between_new_clients{1};

/// librdkafka never forgets a topic that it was asked for and walks through all of them for each
/// record, so a client that saw that many bad ones is replaced.
constexpr size_t max_refused_topics = 500;

} // namespace

void producer::state::replace_clients() {
  for (const auto by : {road::together, road::alone}) {
    if (const auto why = std::exchange(given_up[static_cast<size_t>(by)], std::nullopt))
      lose_client(by, *why);
  }
  retire_client_if_idle();
  make_client_if_due(road::together);
  bool goes_alone = false;
  {
    std::lock_guard lock(mutex);
    goes_alone = box.goes_alone();
  }
  if (goes_alone)
    make_client_if_due(road::alone);
}

/// All that the lost client was given is to be sent again, in order.
void producer::state::lose_client(road by, const std::string& why) {
  job::log_event(job::log_level::warn, "producer_is_made_anew",
                 {{"producer", configured.name}, {"why", why}});
  const auto now = clock::now();
  make_at = now;
  if (!std::exchange(has_delivered, false)) {
    make_at = now + between_new_clients;
    watch.rejected(why, now);
  }
  std::unique_ptr<producing_client> lost; // destroyed without the mutex: that takes a while
  std::lock_guard lock(mutex);
  lost = std::exchange(client_of(by), nullptr);
  box.take_back(by);
}

void producer::state::retire_client_if_idle() {
  std::unique_ptr<producing_client> old;
  std::lock_guard lock(mutex);
  if (!is_retiring || box.given(road::together) != 0)
    return;
  old = std::exchange(together, nullptr);
  refused_topics.clear();
  is_retiring = false;
}

void producer::state::make_client_if_due(road by) {
  if (client_of(by) || clock::now() < make_at)
    return;
  auto made = producing_client::make(configured.properties, by);
  if (!made) {
    make_at = clock::now() + between_new_clients;
    job::log_event(job::log_level::error, "producer_cannot_be_made",
                   {{"producer", configured.name}, {"why", made.error().text()}});
    return;
  }
  std::lock_guard lock(mutex);
  client_of(by) = std::move(*made);
}

void producer::state::count_refused_topic(std::string topic) {
  refused_topics.insert(std::move(topic));
  if (refused_topics.size() < max_refused_topics)
    return;
  std::lock_guard lock(mutex);
  is_retiring = true;
}

} // namespace cordon::kafka
