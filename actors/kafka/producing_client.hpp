// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kafka/handles.hpp"
#include "kafka/outbox.hpp"
#include "kafka/properties.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cordon::kafka {

/// One idempotent producer of librdkafka, for as long as librdkafka does not give it up.
class producing_client {
public:
  /// What one poll brought.
  struct news {
    std::vector<delivery_report> reports;
    std::optional<std::string> given_up;    ///< by librdkafka, and why: make a new one
    std::optional<std::string> unreachable; ///< no broker is connected, and why
  };

  static expected<std::unique_ptr<producing_client>> make(const properties& theirs, road by);
  /// Forgets what is not delivered; no report comes any more.
  ~producing_client();

  producing_client(const producing_client&) = delete;
  producing_client& operator=(const producing_client&) = delete;

  /// Thread-safe, never blocks. The record's bytes must stay until there is a report on `number`,
  /// or until this is gone.
  rd_kafka_resp_err_t produce(const outgoing_record& record, uint64_t number);

  /// Waits for news, until `patience` is over or wake() is called. From one thread.
  news poll(std::chrono::milliseconds patience);
  /// Thread-safe.
  void wake();

  /// Whether a broker answers within `patience`.
  bool is_answered(std::chrono::milliseconds patience);

private:
  producing_client() = default;
  static void on_report(rd_kafka_t*, const rd_kafka_message_t* report, void* self);
  static void on_error(rd_kafka_t* raw, int code, const char* why, void* self);

  client client_;
  queue events_; ///< must go before the client
  news news_;
  std::string last_error_;
};

} // namespace cordon::kafka
