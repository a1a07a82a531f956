// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"
#include "publish/outlet.hpp"
#include "publish/result_keeper.hpp"
#include "publish/result_sink.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace cordon::publish {

/// Where replies, delayed jobs and dead letters go.
struct reply_settings {
  std::string jobs_topic;        ///< whose delay topics take what is to run later
  std::string reply_topic;       ///< for those whose asker named none, or one that refuses
  std::string dead_letter_topic; ///< records that could not be done
  std::string group;             ///< the consumer group: source of CloudEvents and dead letters
  size_t max_dead_letter_bytes = 3'000'000 + (64u << 10); ///< the dead-letter topic's limit
  uint64_t inline_artifacts_max = 512u << 10;             ///< bytes that a reply holds itself
  std::function<void()> on_dead_letter; ///< one is in its topic; may be empty; any thread
  /// A record's results are kept, and on their way; may be empty; the loop's thread.
  std::function<void(const job::record_ptr&)> on_answered;
};

/// The pipeline's exit to Kafka. A result is kept first, so that it can be found by its id before
/// its reply is there; then its reply, and its dead letter where it is one, go out by the outlet.
/// Of one that is to run later a delayed copy of its record goes out instead; where no topic takes
/// that, it ends as a dead letter with an answer. Thread-safe; never blocks but in `close`.
class kafka_replies : public result_sink {
public:
  /// `keeper` is null where nothing is kept. All references outlive this.
  kafka_replies(io::event_loop& loop, outlet& out, result_keeper* keeper, reply_settings settings);
  ~kafka_replies() override;

  /// `published` is called on the outlet's thread. A run without a request has nobody to answer and
  /// is published at once.
  void publish(const job::run& run, std::shared_ptr<const job::result> result,
               std::function<void()> published) override;

  /// Answers a record again whose result was kept: `json` is that result (see is_result_text).
  void answer_stored(job::request_ptr request, std::string job_id, std::string json,
                     std::function<void()> published);

  /// Has a job's record come again at its `due_ms`. @pre it has one
  void put_off(const job::submission& submission, std::function<void()> published);

  // In a rebalance. A result that has passed to the keeper or to Kafka already is not held any
  // more.

  /// Results of that partition's records wait from now on.
  void hold(const std::string& topic, int32_t partition);
  /// The partition is still ours: what waits goes out.
  void release(const std::string& topic, int32_t partition);
  /// The partition is lost: results that wait are forgotten, and never published.
  void discard(const std::string& topic, int32_t partition);

  /// Not from the loop's thread.
  void close() override;

private:
  struct state;
  io::event_loop& loop_;
  std::shared_ptr<state> state_;
};

} // namespace cordon::publish
