// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "delay/carrier.hpp"
#include "kafka/lasting_producer.hpp"

#include <chrono>
#include <functional>
#include <utility>

namespace cordon::delay {

/// Exactly once: a transaction for each batch.
class transactional_carrier final : public carrier {
public:
  using clock = std::chrono::steady_clock;

  explicit transactional_carrier(kafka::lasting_producer::maker make,
                                 std::function<clock::time_point()> now = clock::now)
      : producer_("delay", std::move(make), std::move(now)) {}

  bool make_ready() override;
  void begin(std::vector<kafka::outgoing_record> records, kafka::group_offsets offsets,
             const kafka::group_membership& member) override;
  fate step() override;
  /// The producer goes, too: librdkafka may be sending the offsets still.
  void give_up() override;
  const std::vector<refused_hop>& refusals() const override { return refusals_; }
  const std::string& why() const override { return why_; }

private:
  enum class phase : uint8_t { sending_offsets, committing, aborting, moved, failed };

  bool advance();
  /// The phase after a step, unless it is to be repeated or the producer is lost.
  bool follow(const kafka::step& taken, phase next, phase otherwise);
  void note(const std::vector<kafka::delivery_report>& reports);
  void refuse(size_t index, rd_kafka_resp_err_t code);
  void lose_producer(const std::string& why);

  std::vector<kafka::outgoing_record> records_; ///< librdkafka refers to their bytes
  kafka::group_offsets offsets_;
  kafka::group_membership member_;
  kafka::lasting_producer producer_; ///< goes before the records
  phase phase_ = phase::failed;
  std::vector<refused_hop> refusals_;
  std::string why_;
};

} // namespace cordon::delay
