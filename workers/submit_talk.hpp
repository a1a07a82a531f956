// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration.hpp"
#include "intake/admission.hpp"
#include "kafka/producer.hpp"
#include "kafka_client.hpp"
#include "submission.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

namespace cordon::workers {

/// The talk of `cordon submit` with the broker: one thread sends, another takes what comes back.
/// At most so many jobs as the gate lets in are on their way, so that any stream takes constant
/// memory.
class submit_talk {
public:
  struct settings {
    waiting_place place; ///< patience: without anything coming back, while something is due
    std::string reply_topic;
    std::optional<std::string> key;
    bool no_wait = false; ///< the broker's word on a job is its answer
  };

  /// What the talk tells, all from one thread but `on_line`, which `answer` calls as well.
  struct listener {
    /// A line for the reader: a reply, or an id where nobody waits for replies.
    std::function<void(const std::string& line)> on_line;
    /// How a job ended, after its line.
    std::function<void(job::status)> on_end;
    /// Something went wrong with one job.
    std::function<void(const std::string& what)> on_trouble;
  };

  /// Starts to listen. `gate` is closed when the talk can't go on. Errors as of topic_reader and
  /// producer.
  static expected<std::unique_ptr<submit_talk>>
  begin(const configuration& configuration, settings how, intake::admission& gate, listener told);
  ~submit_talk();

  /// Sends a job that has entered the gate; it leaves when it is answered. Errors: as of
  /// topic_reader, for the topic that the job wants its reply on; then it was not sent.
  expected<void> send(uint64_t number, prepared_job job);

  std::string name_of(uint64_t number) const { return awaited_.name_of(number); }

  /// Why the talk could not go on; nothing while it can.
  std::optional<std::string> broken() const;
  /// Jobs that were sent and not answered, and some of their ids.
  size_t unanswered_count() const { return awaited_.size(); }
  std::vector<std::string> unanswered(size_t count) const { return awaited_.some(count); }
  /// Whether a record was refused by the broker.
  bool has_refusals() const { return has_refusals_; }

private:
  /// What the producer says of a record.
  struct report {
    uint64_t number = 0;
    std::string id;
    kafka::delivery delivery;
  };

  submit_talk(settings how, intake::admission& gate, listener told);
  expected<void> listen_to(const std::string& topic);
  void run();
  bool take_reports();
  bool take_reply();
  void end_of_reply(const job::record& reply);
  void break_off(std::string why);

  const settings settings_;
  intake::admission& gate_;
  const listener listener_;
  awaited_replies awaited_;
  std::set<std::string> heard_; ///< topics; those that do not exist with them
  std::unique_ptr<topic_reader> reader_;

  mutable std::mutex mutex_; ///< guards the next three
  std::condition_variable reported_;
  std::deque<report> reports_;
  std::optional<std::string> broken_;

  std::atomic<bool> has_refusals_{false};
  std::atomic<bool> closing_{false};
  std::atomic<uint64_t> on_their_way_{0}; ///< without replies to wait for: records at the producer
  std::unique_ptr<kafka::producer> producer_; ///< must go before what its callbacks use
  std::thread thread_;
};

} // namespace cordon::workers
