// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/group_offsets.hpp"
#include "kafka/outbox.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace cordon::kafka {

/// How long a step of a transaction waits at most before it is taken again. As long the delay mover
/// does not look at its consumer. The replies' steps wait in a thread of their own, a
/// `transaction_thread`; their consumer waits as long only where a producer was lost: for what
/// became of its commit, and for the step that it was at. Longer than a request takes over a slow
/// link: librdkafka begins a request anew that was not answered in that time.
constexpr std::chrono::milliseconds step_patience{2'000};

/// What a step of a transaction came to.
enum class step_result : uint8_t {
  done,
  again,    ///< not yet: the same step again
  pending,  ///< the same, once there is an answer
  to_abort, ///< the transaction can't be committed
  lost,     ///< the producer is of no use any more: fenced, or in a state that can't be mended
};

struct step {
  step_result result = step_result::done;
  std::string why{}; ///< where it is not done
};

/// What is known of a topic that records are to go to.
struct target_topic {
  std::optional<delivery> obstacle{}; ///< no record can: it does not exist, or may not be written
  std::optional<int32_t> partitions{}; ///< how many it has; nothing where no broker said
};

/// Why no record can go to that partition of it; nothing where it can, or may be able to.
std::optional<delivery> obstacle_at(const target_topic& topic, std::optional<int32_t> partition);

/// Sends records and offsets in transactions. Steps wait no longer than `patience` and can then be
/// repeated. For one thread.
class transactional_producer {
public:
  virtual ~transactional_producer() = default;

  /// Once, before anything else. Fences every other producer of the same transactional id, and ends
  /// what it left.
  virtual step init(std::chrono::milliseconds patience) = 0;
  virtual step begin() = 0;
  /// As kafka::produce. A record that is refused for good makes the transaction fail.
  virtual rd_kafka_resp_err_t produce(const outgoing_record& record, uint64_t number) = 0;
  /// The offsets count once the transaction is committed, if `member` is of the group's generation.
  virtual step send_offsets(const group_offsets& offsets, const group_membership& member,
                            std::chrono::milliseconds patience) = 0;
  virtual step commit(std::chrono::milliseconds patience) = 0;
  virtual step abort(std::chrono::milliseconds patience) = 0;

  /// What became of records since the last call. Complete once `commit` or `abort` is done.
  virtual std::vector<delivery_report> take_reports() = 0;

  /// Asks a broker about a topic; nothing is known of it where none answered within `patience`.
  virtual target_topic look_up(const std::string& topic, std::chrono::milliseconds patience) = 0;
};

} // namespace cordon::kafka
