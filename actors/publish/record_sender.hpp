// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/producer.hpp"

#include <utility>

namespace cordon::publish {

/// The way out to Kafka, as far as publishing needs it. Thread-safe, never blocks.
class record_sender {
public:
  using on_delivery = kafka::producer::on_delivery;

  virtual ~record_sender() = default;

  /// As kafka::producer::send: `done` is called once, from any thread.
  virtual void send(kafka::outgoing_record record, on_delivery done) = 0;
};

/// The real one; the producer outlives it.
class producer_sender final : public record_sender {
public:
  explicit producer_sender(kafka::producer& producer) : producer_(producer) {}

  void send(kafka::outgoing_record record, on_delivery done) override {
    producer_.send(std::move(record), std::move(done));
  }

private:
  kafka::producer& producer_;
};

} // namespace cordon::publish
