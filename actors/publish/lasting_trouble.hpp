// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/health.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace cordon::publish {

/// What keeps transactions from being committed, told where it lasts: in the worker's health, and
/// once in the log. The consumer's thread.
class lasting_trouble {
public:
  using clock = std::chrono::steady_clock;

  /// Trouble that passes sooner is not worth a word.
  static constexpr std::chrono::seconds worth_telling{2};

  /// `health` outlives this.
  explicit lasting_trouble(job::health& health) : health_(health) {}

  /// There is trouble, or still is.
  void note(const std::string& why, clock::time_point now);
  /// There is none any more.
  void over();

private:
  job::health& health_;
  std::optional<clock::time_point> since_;
  bool is_told_ = false;
};

} // namespace cordon::publish
