// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/health.hpp"
#include "kafka/lasting_producer.hpp"
#include "kafka/offset_committer.hpp"
#include "publish/departures.hpp"
#include "publish/lasting_trouble.hpp"
#include "publish/outlet.hpp"

#include <chrono>
#include <functional>
#include <string>

namespace cordon::publish {

/// How transactions are cut.
struct transaction_settings {
  /// The least time between the beginnings of two; the first after a pause begins at once.
  std::chrono::milliseconds interval{5};
  /// The same for offsets that no record goes out with: such as of what was passed over.
  std::chrono::milliseconds offsets_interval{1'000};
  batch_limits limits{};
  retry_delays delays{}; ///< of what is refused for good
};

/// Publishes exactly once: what finished records led to goes out in one transaction with their
/// offsets. What is not committed is kept and tried again; a producer that can't go on is made
/// anew. A record that no topic takes waits, and the others go without it.
class transactions final : public outlet, public kafka::offset_committer {
public:
  using clock = std::chrono::steady_clock;

  struct environment {
    /// Where a producer's steps are pending, it calls `wake`.
    kafka::lasting_producer::maker make_producer;
    /// Called from any thread when there is something to do: `step` is to come soon.
    std::function<void()> wake;
    std::function<clock::time_point()> now = clock::now;
  };

  /// `health` outlives this.
  transactions(transaction_settings settings, environment around, job::health& health);
  ~transactions() override;

  // -- any thread -----------------------------------------------------------

  /// `finished.published` is called on the consumer's thread. Never, where the record becomes
  /// another worker's.
  void publish(finished_record finished) override;
  /// Does nothing: `step` tells nobody any more once it is not called.
  void clear() override {}

  /// Records that were given and are not committed, and the bytes that they send.
  size_t waiting() const { return departures_.waiting(); }
  size_t waiting_bytes() const { return departures_.waiting_bytes(); }

  // -- the consumer's thread ------------------------------------------------

  std::chrono::milliseconds step(kafka::offset_source& source) override;
  bool finish_commit(kafka::offset_source& source, clock::time_point deadline) override;
  bool commit_all(kafka::offset_source& source, clock::time_point deadline) override;

private:
  enum class phase : uint8_t {
    preparing, ///< there is no producer that is ready
    in_doubt,  ///< the last one was lost in a commit: was it made?
    idle,
    sending_offsets,
    committing,
    aborting,
  };

  /// Goes on as far as it gets; whether that was a phase further.
  bool advance(kafka::offset_source& source, bool has_to_begin);
  bool prepare();
  bool resolve(kafka::offset_source& source);
  kafka::group_offsets offsets_of_ours(const kafka::offset_source& source) const;
  bool begin(kafka::offset_source& source, bool has_to_begin);
  bool send_offsets(kafka::offset_source& source);
  bool commit(kafka::offset_source& source);
  bool abort();
  bool finish(kafka::offset_source& source, clock::time_point deadline, bool everything);

  kafka::step note(kafka::step taken);
  void settle(kafka::offset_source& source);
  void put_back();
  void lose_producer(const std::string& why);
  void in_trouble(const std::string& why) { trouble_.note(why, around_.now()); }
  bool is_in_transaction() const;
  std::chrono::milliseconds until_due(const kafka::offset_source& source) const;

  transaction_settings settings_;
  environment around_;
  lasting_trouble trouble_;
  departures departures_;
  transaction_batch batch_;
  kafka::group_offsets offsets_; ///< those of the transaction
  kafka::lasting_producer producer_;
  phase phase_ = phase::preparing;
  bool is_in_doubt_ = false;
  bool awaits_answer_ = false; ///< of a step
  clock::time_point next_begin_{};
  clock::time_point next_offsets_{};
};

} // namespace cordon::publish
