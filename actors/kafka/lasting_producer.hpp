// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "kafka/transactional_producer.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace cordon::kafka {

/// A transactional producer that is made anew where it was lost, after a pause: the `init` of the
/// new one ends what the last one left. For one thread.
class lasting_producer {
public:
  using clock = std::chrono::steady_clock;
  /// Makes a producer, always of the same transactional id.
  using maker = std::function<expected<std::unique_ptr<transactional_producer>>()>;

  /// `of`: what it sends, for the log; a literal.
  lasting_producer(const char* of, maker make, std::function<clock::time_point()> now)
      : of_(of), make_(std::move(make)), now_(std::move(now)) {}

  /// Makes and initialises what is missing. `done` where it is ready; else `again` or `pending`.
  /// Waits as a step does.
  step make_ready();

  /// @pre make_ready() was `done`, and it was not lost since
  transactional_producer& operator*() { return *producer_; }
  transactional_producer* operator->() { return producer_.get(); }

  /// It can't go on, and its transaction stays open until the next one comes. Waits for the step
  /// that is pending. Before what it was given goes: librdkafka refers to that.
  void lose(const std::string& why);

  /// No `make_ready` before that does anything.
  clock::time_point next_try() const { return next_try_; }

private:
  const char* of_;
  maker make_;
  std::function<clock::time_point()> now_;
  std::unique_ptr<transactional_producer> producer_;
  bool is_initialised_ = false;
  clock::time_point next_try_{};
  std::string why_; ///< there is none
};

} // namespace cordon::kafka
