// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/broker_watch.hpp"
#include "kafka/outbox.hpp"
#include "kafka/producer.hpp"
#include "kafka/producing_client.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

namespace cordon::kafka {

/// The outbox behind its mutex, librdkafka's clients, and the thread that serves both.
struct producer::state {
  using clock = outbox::clock;

  explicit state(settings from);

  // Any thread.
  void add(outgoing_record record, on_delivery done);
  void stop();

  // The producer's thread, all that follows.
  void run();
  std::vector<settled_record> listen();
  std::chrono::milliseconds patience() const;
  void take(road by, producing_client::news news, std::vector<settled_record>& settled);
  void give_again(std::vector<settled_record>& settled);
  void tell(std::vector<settled_record>& settled);
  void tell_one(const settled_record& which);
  void ask_for_broker();

  void replace_clients();
  void lose_client(road by, const std::string& why);
  void retire_client_if_idle();
  void make_client_if_due(road by);
  void count_refused_topic(std::string topic);

  /// With the mutex held.
  rd_kafka_resp_err_t give(road by, const outgoing_record& record, uint64_t number);
  outbox::give giver();
  std::unique_ptr<producing_client>& client_of(road by) {
    return by == road::together ? together : alone;
  }

  const settings configured;

  mutable std::mutex mutex;
  std::condition_variable settled_some;
  outbox box;                          ///< goes after the clients, which refer to its bytes
  std::vector<settled_record> refused; ///< at once, by librdkafka; not told yet
  /// Changed by the thread alone, with the mutex held; so the thread reads them without.
  std::unique_ptr<producing_client> together;
  std::unique_ptr<producing_client> alone; ///< made when it is first needed
  bool is_retiring = false;                ///< nothing more goes to `together`, until it is idle

  std::atomic<size_t> waiting = 0;
  std::atomic<size_t> waiting_bytes = 0;
  std::atomic<bool> is_stopping = false;

  // The thread's own.
  broker_watch watch;
  std::optional<std::string> given_up[2]; ///< by road: why librdkafka gave the client up
  clock::time_point make_at;              ///< no new client before that
  bool has_delivered = false;             ///< since a client was lost
  std::set<std::string> refused_topics;   ///< since `together` was made
  std::thread thread;
};

} // namespace cordon::kafka
