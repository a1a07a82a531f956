// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "execution/execution_actor.hpp"
#include "job/log.hpp"
#include "job/messages.hpp"
#include "validation/validation_actor.hpp"

#include <caf/actor_cast.hpp>
#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <caf/send.hpp>

#include <utility>
#include <vector>

namespace cordon::test {

/// An actor system in which nothing happens by itself: messages wait until `settle`, which handles
/// them one after the other on the test's own thread.
class test_system {
public:
  test_system() : system_(config_) { job::set_log_level("off"); }
  /// Ends what was spawned, so that a failed test does not hang.
  ~test_system() {
    for (const auto& one : spawned_)
      caf::anon_send_exit(one, caf::exit_reason::kill);
    spawned_.clear();
    settle();
  }

  test_system(const test_system&) = delete;
  test_system& operator=(const test_system&) = delete;

  /// Spawns a function actor; it ends with this system at the latest.
  template <class Function, class... Arguments>
  auto spawn(Function function, Arguments&&... arguments) {
    auto handle = system_.spawn(function, std::forward<Arguments>(arguments)...);
    spawned_.push_back(caf::actor_cast<caf::actor>(handle));
    return handle;
  }

  /// Handles messages until none is left.
  void settle() {
    auto& scheduler = dynamic_cast<caf::scheduler::test_coordinator&>(system_.scheduler());
    while (scheduler.try_run_once()) {
    }
  }

  template <class Handle, class... Values>
  void send(const Handle& to, Values&&... values) {
    caf::anon_send(to, std::forward<Values>(values)...);
  }

  /// Ends an actor as if it had failed.
  template <class Handle>
  void stop(const Handle& one, caf::exit_reason why = caf::exit_reason::kill) {
    caf::anon_send_exit(one, why);
    settle();
  }

  size_t running() { return system_.registry().running(); }
  caf::actor_system& system() { return system_; }

private:
  struct config : caf::actor_system_config {
    config() {
      add_message_types<caf::id_block::cordon>();
      set("scheduler.policy", caf::atom("testing"));
    }
  };

  config config_;
  caf::actor_system system_;
  std::vector<caf::actor> spawned_;
};

} // namespace cordon::test
