// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/error.hpp"
#include "job/record.hpp"
#include "kafka/properties.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace cordon::kafka {

/// A record on its way out.
struct outgoing_record {
  std::string topic;
  std::optional<int32_t> partition; ///< none: by the key
  std::optional<std::string> key;
  std::optional<std::string> value;
  job::record_headers headers;
};

/// Why a record was not taken, as far as it matters for what to do about it.
enum class refusal : uint8_t {
  no_such_target, ///< the topic or the partition does not exist, or its name is no topic's
  too_large,      ///< for the topic, or for this producer
  forbidden,      ///< by an ACL or a policy
  other,          ///< for good, for another reason
};

/// What became of a record.
struct delivery {
  bool delivered = false;
  int32_t partition = -1;
  int64_t offset = -1;
  kafka::refusal refusal = kafka::refusal::other; ///< where it was not delivered
  std::string why;                                ///< the same, in words
};

/// An idempotent producer with a thread of its own. What it was given it keeps until the broker has
/// it or refuses it for good, however long the broker is away; the producer is made anew where
/// librdkafka gives it up, and then a record may be there twice. Thread-safe.
class producer {
public:
  using on_delivery = std::function<void(const delivery&)>;

  struct settings {
    kafka::properties properties; ///< the operator's
    std::string name;             ///< for the log: "replies", "events"
    /// Told when no broker can be reached ("why"), and when one can again (""). From any thread.
    std::function<void(std::string why)> on_broker_state;
  };

  static expected<std::unique_ptr<producer>> make(settings settings);
  /// Waits for nothing: what is not delivered is forgotten, and no callback comes afterwards.
  ~producer();

  /// Takes a record; never blocks for the broker. `done` is called once, on the producer's thread:
  /// it must not block either, and may send.
  void send(outgoing_record record, on_delivery done);

  /// Waits until all that was sent is delivered or refused; false where that took longer.
  bool flush(std::chrono::milliseconds patience);

  /// Records sent and not yet delivered or refused, and their bytes: for back-pressure.
  size_t waiting() const;
  size_t waiting_bytes() const;

private:
  struct state;
  explicit producer(std::unique_ptr<state>);
  std::unique_ptr<state> state_;
};

} // namespace cordon::kafka
