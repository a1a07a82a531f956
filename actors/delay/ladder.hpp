// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace cordon::delay {

/// One delay topic: what its name ends with, and how long a record stays there.
struct rung {
  std::string suffix; ///< "-delay-1s"
  std::chrono::milliseconds length{};
};

/// One second, ten, a minute, ten, an hour.
std::vector<rung> default_rungs();

/// The delay topics of a jobs topic. A delayed record goes down by hops: in each topic it stays as
/// long as that topic's rung is, and no hop leads past its due time. Times are milliseconds since
/// the epoch; any value is taken.
class ladder {
public:
  /// @pre `rungs` is not empty; their lengths are above 0 and go up
  explicit ladder(std::string jobs_topic, std::vector<rung> rungs = default_rungs());

  const std::string& jobs_topic() const { return jobs_topic_; }
  /// The delay topics, shortest rung first.
  std::vector<std::string> topics() const;
  /// The rung of a delay topic; null where it is none of the ladder's.
  const rung* find(const std::string& topic) const;

  /// The longest rung that is not longer than what remains; the shortest where all are longer.
  const rung& rung_for(std::chrono::milliseconds remaining) const;

  /// Where a record that is due then goes next: a delay topic, or once it is due the jobs topic.
  /// Knows nothing of topics that do not exist.
  std::string next_topic(int64_t due_ms, int64_t now_ms) const;

  /// When a record may leave its delay topic. One that was appended in the future, as clocks
  /// differ, counts as appended now.
  static int64_t leaves_at(const rung& from, int64_t due_ms, int64_t appended_ms, int64_t now_ms);

private:
  std::string jobs_topic_;
  std::vector<rung> rungs_;
};

} // namespace cordon::delay
