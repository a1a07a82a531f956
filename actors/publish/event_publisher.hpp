// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/run.hpp"
#include "publish/kafka_lines.hpp"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace cordon::publish {

/// Tells a job's askers how it fares, live: schemas/event.schema.json. Jobs that did not come from
/// Kafka have no events. Thread-safe; never blocks.
class event_publisher {
public:
  /// Names and texts beside those that every event has. Names are written as they are.
  using fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  /// `sender` outlives this.
  event_publisher(record_sender& sender, std::string topic);

  /// An event before the end: "accepted", "started". Nobody tells of a job after `tell_end`.
  void tell(const job::run& run, std::string_view type, fields more = {});

  /// The last events: the whole of stdout, redacted, where there is any, and the one whose type is
  /// the result's status.
  void tell_end(const job::run& run, const job::result& result);

  /// The job ends without a result of this worker's: nothing is told, its count is forgotten.
  void forget(const job::run& run);

private:
  /// A record's place and when it was taken up: the same where a job is driven again.
  using passage = std::tuple<std::string, int32_t, int64_t, int64_t>;

  static passage passage_of(const job::run& run);
  void send(const job::run& run, const std::string& tail);

  kafka_lines lines_;
  std::mutex mutex_;
  std::map<passage, int64_t> last_seq_; // guarded by mutex_; of jobs that have not ended
};

} // namespace cordon::publish
