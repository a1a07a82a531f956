// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"
#include "job/health.hpp"
#include "redis_server.hpp"
#include "session/session_store.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

namespace cordon::test {

/// A value that a callback brings. Copies share it.
template <class T>
class answer {
public:
  auto setter() const {
    return [promise = promise_](T value) { promise->set_value(std::move(value)); };
  }

  bool is_there() const {
    return future_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  }

  /// Waits for it, for 20 s at most.
  T get() const {
    REQUIRE(future_.wait_for(std::chrono::seconds(20)) == std::future_status::ready);
    return future_.get();
  }

private:
  std::shared_ptr<std::promise<T>> promise_ = std::make_shared<std::promise<T>>();
  std::shared_future<T> future_ = promise_->get_future().share();
};

/// A session store and what it needs, asked one call at a time.
struct session_probe {
  explicit session_probe(const std::string& redis, session::session_settings settings = {}) {
    settings.redis = redis;
    auto made = session::session_store::make(loop, std::move(settings), health);
    REQUIRE(made);
    store = std::move(*made);
  }

  /// The record of a job that claims no name.
  answer<job::earlier_runs> ask(const job::record_position& at, const std::string& id = "j") {
    return ask({"\"u\"", id, "", at, at});
  }

  answer<job::earlier_runs> ask(const session::asked_job& asked) {
    answer<job::earlier_runs> found;
    store->take_up(asked, found.setter());
    return found;
  }

  job::earlier_runs take_up(const job::record_position& at, const std::string& id = "j") {
    return ask(at, id).get();
  }

  /// The record of a job "j" that is told from others by its digest.
  job::earlier_runs claim(const job::record_position& at, const std::string& digest = "aa") {
    return ask({"\"u\"", "j", digest, at, at}).get();
  }

  answer<bool> keep(const std::string& json, const job::job_origin& first,
                    const std::string& id = "j") {
    answer<bool> stored;
    store->store({"\"u\"", id, json, first, first}, stored.setter());
    return stored;
  }

  /// Of "j", whose name is free afterwards.
  answer<bool> keep_and_give_up(const std::string& json, const job::record_position& first) {
    answer<bool> stored;
    store->store({"\"u\"", "j", json, first, first, true}, stored.setter());
    return stored;
  }

  answer<std::optional<std::string>> keep_artifact(std::string content) {
    answer<std::optional<std::string>> ref;
    store->store_artifact("null", "j", {"a.bin", "", std::move(content)}, ref.setter());
    return ref;
  }

  void put_off(const job::put_off_job& job) {
    answer<int> done;
    store->put_off(job, [set = done.setter()] { set(0); });
    done.get();
  }

  void count_start(const job::record_position& at) {
    answer<int> counted;
    store->count_start(at, [set = counted.setter()] { set(0); });
    counted.get();
  }

  /// Waits until health says, or no longer says, that something is wrong with Redis.
  bool becomes_healthy(bool wanted) const {
    for (int i = 0; i < 2'000 && health.problems().empty() != wanted; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return health.problems().empty() == wanted;
  }

  job::health health;
  io::event_loop loop;
  std::unique_ptr<session::session_store> store; // goes before the loop
};

} // namespace cordon::test
